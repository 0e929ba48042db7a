package io.weir.wsconfig;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments into a run and the run's end into an exit code. One run at a time. */
public final class CommandLineInterface {
    static final int OK = 0;
    /** It was tried and failed. */
    static final int FAILURE = 1;
    /** It was called wrongly; nothing was tried. */
    static final int USAGE = 2;

    private final Surroundings surroundings;

    public CommandLineInterface(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs one command to its end. */
    public int run(String... args) {
        try {
            return new CommandLine(new WsconfigCommand(surroundings, args.length == 0))
                    .setOut(surroundings.out())
                    .setErr(surroundings.err())
                    // Else -vhots would be read as -v -h -o -t -s.
                    .setPosixClusteredShortOptionsAllowed(false)
                    .setParameterExceptionHandler((problem, given) -> refuse(problem))
                    .setExecutionExceptionHandler((problem, command, result) -> report(problem))
                    .execute(args);
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    private int refuse(ParameterException problem) {
        String what = String.valueOf(problem.getMessage());
        List<String> near = List.of();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            what = unmatched.getUnmatched().get(0) + ": no such "
                    + (unmatched.isUnknownOption() ? "option" : "argument");
            near = unmatched.getSuggestions();
        }
        String suggestion = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        surroundings.say(oneLine(what + suggestion + " (see wsconfig -help)"));
        return USAGE;
    }

    private int report(Exception problem) {
        if (surroundings.isDebug()) {
            problem.printStackTrace(surroundings.err());
        }
        if (problem instanceof WsconfigException expected) {
            String.valueOf(expected.getMessage()).lines().forEach(surroundings::say);
            return expected.isUsage() ? USAGE : FAILURE;
        }
        String hint = surroundings.isDebug() ? "" : " (WEIR_DEBUG=1 shows the stack)";
        surroundings.say("unexpected: " + oneLine(problem.toString()) + hint);
        return FAILURE;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
