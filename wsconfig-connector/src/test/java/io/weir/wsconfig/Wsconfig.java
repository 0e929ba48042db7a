package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder that {@code mvn package} makes, copied elsewhere as an operator copies it, with a cluster.xml and a secret beside it. */
final class Wsconfig {
    static final String SECRET = "AJP-s3cret";
    /** What the build made. */
    static final Path BUILT = Path.of("target/wsconfig");

    private final Path folder;

    private Wsconfig(Path folder) {
        this.folder = folder;
    }

    /** Copies it to a folder that is not there yet. */
    static Wsconfig copiedTo(Path folder) throws IOException {
        copy(BUILT, folder);
        Files.writeString(folder.resolve("ajp-secret"), SECRET + "\n");
        return new Wsconfig(folder);
    }

    /** How a run ended. */
    record Run(int code, String out, String err) {
        Run ok() {
            assertThat(code).as(out + err).isEqualTo(0);
            return this;
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Replaces cluster.xml as a node does it: whole. */
    void cluster(String... nodes) throws IOException {
        Path part = folder.resolve("cluster.xml.part");
        Files.writeString(
                part, "<cluster name=\"weir\" generation=\"1\">\n" + String.join("\n", nodes) + "\n</cluster>\n");
        Files.move(
                part,
                folder.resolve("cluster.xml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Run run(String... args) throws IOException, InterruptedException {
        return run(folder.resolve("wsconfig"), Map.of(), args);
    }

    /** Runs a script with these variables set, an empty one unset. */
    static Run run(Path script, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("wsconfig", ".out");
        Path err = Files.createTempFile("wsconfig", ".err");
        try {
            Process process = start(script, environment, out, err, args);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts it; its output goes to a file of this name in the folder. */
    Process start(String output, String... args) throws IOException {
        Path file = folder.resolve(output);
        return start(folder.resolve("wsconfig"), Map.of(), file, file, args);
    }

    private static Process start(Path script, Map<String, String> environment, Path out, Path err, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("WSCONFIG_HOME");
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** All that lies in the folder's connectors, as text. */
    String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("connectors"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file).append('\n').append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
