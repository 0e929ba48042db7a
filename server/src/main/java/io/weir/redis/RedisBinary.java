package io.weir.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A {@code redis-server} program that runs on this machine: the newer of the one that Weir carries and the one on the PATH.
 *
 * @param executable the program
 * @param version what it says it is
 */
public record RedisBinary(Path executable, RedisVersion version) {
    private static final long VERSION_TIMEOUT_SECONDS = 10;

    /**
     * Finds the newest one.
     *
     * @param directory where the carried one is unpacked
     * @param searchPath the {@code PATH} environment variable
     * @throws IOException where neither runs; says why for each
     */
    public static RedisBinary newest(Path directory, String searchPath) throws IOException {
        Optional<RedisBinary> installed = onPath(searchPath);
        try {
            return Stream.concat(installed.stream(), Stream.of(carried(directory)))
                    .max(Comparator.comparing(RedisBinary::version))
                    .orElseThrow();
        } catch (IOException e) {
            return installed.orElseThrow(() -> e);
        }
    }

    /** Unpacks the carried one, unless it lies there already, and sees that it runs. */
    static RedisBinary carried(Path directory) throws IOException {
        OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
        String resource = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (resource == null) {
            throw new IOException("no Redis server is carried for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
                    + " (expected: redis-server on the PATH, or datastore.mode=standalone)");
        }
        Path executable = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        unpack(resource.startsWith("/") ? resource : "/" + resource, executable);
        return at(executable);
    }

    private static Optional<RedisBinary> onPath(String searchPath) {
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, isWindows() ? "redis-server.exe" : "redis-server"))
                .filter(Files::isExecutable)
                .flatMap(RedisBinary::ifItRuns)
                .findFirst();
    }

    /**
     * Asks a program for its version.
     *
     * @throws IOException where it does not run or is no Redis server
     */
    public static RedisBinary at(Path executable) throws IOException {
        return new RedisBinary(executable, ask(executable));
    }

    private static Stream<RedisBinary> ifItRuns(Path executable) {
        try {
            return Stream.of(at(executable));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (InputStream in = ExecutableProvider.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(
                        resource + " is missing from the class path (expected: the embedded-redis library)");
            }
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(target.getParent(), "redis-server", ".part");
            try {
                long length = Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                if (Files.isExecutable(target) && Files.size(target) == length) {
                    return;
                }
                if (!part.toFile().setExecutable(true, true)) {
                    throw new IOException(part + " cannot be made executable");
                }
                // A rename, because a running program's file cannot be written.
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    private static RedisVersion ask(Path executable) throws IOException {
        Process process = new ProcessBuilder(executable.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean hasEnded = process.waitFor(VERSION_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return RedisVersion.in(answer)
                    .filter(version -> hasEnded && process.exitValue() == 0)
                    .orElseThrow(() -> new IOException(executable + " does not run: " + answer
                            + " (expected: a Redis version; the carried server for Linux needs OpenSSL 3: install it, or"
                            + " redis-server, or use datastore.mode=standalone)"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + executable + " for its version", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
