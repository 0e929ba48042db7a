package io.weir.cli.manifest;

import io.weir.cli.CommandException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a set of files, gathered so that all of it is told at once. One thread. */
final class Problems {
    /** Past this many, more would help nobody. */
    private static final int SHOWN = 50;

    private final List<String> lines = new ArrayList<>();

    void add(String where, String message) {
        lines.add(where + ": " + message);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Ends the command where there is any. */
    void throwIfAny() {
        if (lines.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(SHOWN, lines.size())));
        if (lines.size() > SHOWN) {
            shown.add("and " + (lines.size() - SHOWN) + " more problems");
        }
        shown.add("nothing was changed");
        throw new CommandException(String.join("\n", shown));
    }
}
