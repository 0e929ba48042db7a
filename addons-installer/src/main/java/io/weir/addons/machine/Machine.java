package io.weir.addons.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The machine that an add-on is installed on, as far as that depends on it. Immutable; any thread.
 *
 * @param isWindows whether it has neither POSIX permissions nor signals
 * @param user who runs this process
 * @param searchPath the {@code PATH} environment variable
 * @param proc where a Linux kernel shows processes and settings; elsewhere nothing is there
 * @param sys where a Linux kernel shows devices and memory
 */
public record Machine(boolean isWindows, String user, String searchPath, Path proc, Path sys) {
    private static final String ROOT = "root";

    /** This one. */
    public static Machine here() {
        return new Machine(
                System.getProperty("os.name", "").startsWith("Windows"),
                System.getProperty("user.name", ""),
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                Path.of("/proc"),
                Path.of("/sys"));
    }

    /** Whether this process may start others as another user. */
    public boolean isRoot() {
        return !isWindows && user.equals(ROOT);
    }

    /** Where a program lies that is on the {@code PATH}. */
    public Optional<Path> program(String name) {
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
