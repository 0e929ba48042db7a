package io.weir.cli;

import io.weir.config.Secret;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new password comes from: a file, the terminal without an echo, or else the first line of stdin. Never an argument. */
final class PasswordOptions {
    private static final String STDIN = "-";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its first line is the password; - for stdin (default: asked on the terminal, else stdin).")
    private @Nullable String file;

    /** The password; asks for it. */
    Secret read(String user) {
        Console terminal = terminal();
        if (file == null && terminal != null) {
            return ask(terminal, user);
        }
        return file == null || file.equals(STDIN) ? first("stdin", readStdin()) : first(file, readFile(Path.of(file)));
    }

    /** Null where nobody sits at one. Before Java 22 there is no console then; since, it must be asked. */
    @SuppressWarnings("SystemConsoleNull") // see above
    private static @Nullable Console terminal() {
        Console console = System.console();
        try {
            boolean isThere = console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
            return isThere ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static Secret ask(Console terminal, String user) {
        char[] password = terminal.readPassword("New password of user %s: ", user);
        char[] again = password == null ? null : terminal.readPassword("Once more: ");
        if (password == null || again == null) {
            throw CommandException.usage("no password (expected: one on the terminal, or --password-file)");
        }
        if (!Arrays.equals(password, again)) {
            throw new CommandException("the two passwords differ (expected: the same twice)");
        }
        return Secret.of(new String(password));
    }

    private static @Nullable String readStdin() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new CommandException("stdin: cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable String readFile(Path path) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            return reader.readLine();
        } catch (IOException e) {
            throw new CommandException("--password-file: " + path + ": cannot be read (expected: a text file)", e);
        }
    }

    private static Secret first(String where, @Nullable String line) {
        if (line == null || line.isEmpty()) {
            throw CommandException.usage("no password in " + where + " (expected: one on its first line)");
        }
        return Secret.of(line);
    }
}
