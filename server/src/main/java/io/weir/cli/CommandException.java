package io.weir.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on. Its message is all that the user sees: what was given and what was expected, one line for each problem. */
public class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** A failure: exit code 1. */
    public CommandException(String message) {
        this(message, ExitCodes.FAILURE, null);
    }

    /** A failure with its cause, for {@code WEIR_DEBUG=1}: exit code 1. */
    public CommandException(String message, Throwable cause) {
        this(message, ExitCodes.FAILURE, cause);
    }

    private CommandException(String message, int exitCode, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A command that was called wrongly: exit code 2. */
    public static CommandException usage(String message) {
        return new CommandException(message, ExitCodes.USAGE, null);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
