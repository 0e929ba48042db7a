package io.weir.addons.console;

import io.weir.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Function;

/** Questions and answers over a plain terminal, line by line. An empty answer is the one in brackets. One thread. */
final class Questions {
    private final BufferedReader in;
    private final PrintWriter out;

    Questions(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** The user went away in the middle. */
    static final class EndOfAnswers extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Asks until the answer can be taken.
     *
     * @param fallback empty where no answer is an answer too
     * @param take turns an answer into a value, or says by a {@link CommandException} what is wrong with it
     */
    <T> T ask(String question, String fallback, Function<String, T> take) {
        while (true) {
            out.print(question + (fallback.isEmpty() ? "" : " [" + fallback + "]") + ": ");
            out.flush();
            String answer = line();
            try {
                return take.apply(answer.isBlank() ? fallback : answer.strip());
            } catch (CommandException problem) {
                out.println("  " + problem.getMessage());
            }
        }
    }

    /** Asks for yes or no. */
    boolean confirm(String question) {
        return ask(question, "yes", answer -> switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> true;
            case "n", "no" -> false;
            default -> throw new CommandException(answer + " (expected: yes or no)");
        });
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    private String line() {
        try {
            String line = in.readLine();
            if (line == null) {
                out.println();
                throw new EndOfAnswers();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
