package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** GitHub's description of its API, 13 MB: from the npm package that the server's tests install, or installs it as they do. */
final class GitHubDescription {
    private static final Path SOURCE = Path.of("../server/src/test/npm");
    private static final Path TARGET = Path.of("../server/target/npm");
    private static final long INSTALL_MINUTES = 10;

    private GitHubDescription() {}

    static Path json(Path npm) throws IOException, InterruptedException {
        Path document = TARGET.resolve("node_modules/@octokit/openapi/generated/api.github.com.json");
        if (Files.notExists(document)) {
            install(npm);
        }
        return document.toAbsolutePath().normalize();
    }

    private static void install(Path npm) throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        for (String file : List.of("package.json", ".npmrc", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process install = new ProcessBuilder(npm.toString(), "ci", "--no-progress")
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(install.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES))
                    .as("npm ci in " + TARGET + " ended within " + INSTALL_MINUTES + " minutes")
                    .isTrue();
            assertThat(install.exitValue()).as("status of npm ci in " + TARGET).isZero();
        } finally {
            Processes.end(install);
        }
    }
}
