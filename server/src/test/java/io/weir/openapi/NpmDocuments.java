package io.weir.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Documents too large for this repository: installs the npm packages of {@code src/test/npm} under {@code target/}, once. */
public final class NpmDocuments {
    private static final Path SOURCE = Path.of("src", "test", "npm");
    private static final Path TARGET = Path.of("target", "npm");
    private static final long INSTALL_MINUTES = 10;

    private NpmDocuments() {}

    /** True where npm can be run. */
    public static boolean isNpmThere() throws InterruptedException {
        try {
            return run(Path.of("."), "npm", "--version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The JSON documents of a folder of a package. */
    public static List<Path> json(String folder) throws IOException, InterruptedException {
        Path documents = TARGET.resolve("node_modules").resolve(folder);
        if (!Files.exists(documents) || !isCurrent()) {
            install();
        }
        try (Stream<Path> files = Files.list(documents)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isCurrent() throws IOException {
        Path installed = TARGET.resolve("package-lock.json");
        return Files.exists(installed) && Files.mismatch(installed, SOURCE.resolve("package-lock.json")) < 0;
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        for (String file : List.of("package.json", ".npmrc", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        int exit = run(TARGET, "npm", "ci", "--no-progress");
        if (exit != 0) {
            Files.delete(TARGET.resolve("package-lock.json"));
            throw new IOException("npm ci in " + TARGET.toAbsolutePath() + " ended with " + exit + " (expected: 0)");
        }
    }

    private static int run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " took longer than " + INSTALL_MINUTES + " minutes");
        }
        return process.exitValue();
    }
}
