package io.weir.addons.install;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What to tell where a folder or file could not be made. */
public final class FileFailures {
    private FileFailures() {}

    /** The failure, with the place and what was expected of it. */
    public static CommandException of(Path place, IOException e) {
        return new CommandException(place + ": " + reason(e) + " (expected: " + expected(e) + ")", e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException problem && problem.getReason() != null
                ? problem.getReason()
                : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static String expected(IOException e) {
        return String.valueOf(e.getMessage()).contains("No space left")
                ? "room on its disk; nothing of this was kept"
                : "a folder that this user may write to";
    }
}
