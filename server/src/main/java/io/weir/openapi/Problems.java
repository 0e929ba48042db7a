package io.weir.openapi;

import io.weir.openapi.ImportProblem.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one import, up to a bound. Used by one thread. */
final class Problems {
    /** A document with more problems than this gets a last one that says how many there were. */
    static final int MAX = 500;

    private final List<ImportProblem> problems = new ArrayList<>();
    private int more;
    private boolean isFatal;

    void error(String path, String message) {
        isFatal = true;
        add(new ImportProblem(path, message, Severity.ERROR));
    }

    void warning(String path, String message) {
        add(new ImportProblem(path, message, Severity.WARNING));
    }

    void info(String path, String message) {
        add(new ImportProblem(path, message, Severity.INFO));
    }

    void addAll(Problems others) {
        isFatal |= others.isFatal;
        others.problems.forEach(this::add);
        more += others.more;
    }

    boolean isFatal() {
        return isFatal;
    }

    List<ImportProblem> list() {
        List<ImportProblem> all = new ArrayList<>(problems);
        if (more > 0) {
            all.add(new ImportProblem("#", more + " more problems are not listed", Severity.INFO));
        }
        return all;
    }

    private void add(ImportProblem problem) {
        if (problems.size() < MAX) {
            problems.add(problem);
        } else {
            more++;
        }
    }
}
