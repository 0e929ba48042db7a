package io.weir.addons;

import io.weir.cli.CommandException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which folder an add-on is in, or shall be in. */
final class FolderOption {
    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The add-on's folder.")
    private String dir = "";

    Path dir() {
        return absolute("--dir", dir);
    }

    static Path absolute(String option, String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text).toAbsolutePath().normalize();
            }
        } catch (java.nio.file.InvalidPathException e) {
            throw CommandException.usage(option + ": " + text + " (expected: a path)");
        }
        throw CommandException.usage(option + ": empty (expected: a path)");
    }
}
