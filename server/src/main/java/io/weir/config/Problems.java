package io.weir.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers what is wrong while one configuration is read. Of several problems with one path the first is kept, since what follows is
 * usually its consequence. Confined to the loading thread.
 */
final class Problems {
    private final List<ConfigProblem> found = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    void add(String file, int line, String path, String value, String expected) {
        if (path.isEmpty() || paths.add(path)) {
            found.add(new ConfigProblem(file, line, path, value, expected));
        }
    }

    void add(Setting setting, String expected) {
        add(setting.file(), setting.line(), setting.path(), setting.shown(), expected);
    }

    boolean concern(String path) {
        return paths.contains(path);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems; those of one file by line, the others in the order in which they were found. */
    List<ConfigProblem> sorted() {
        List<String> files = found.stream().map(ConfigProblem::file).distinct().toList();
        return found.stream()
                .sorted(Comparator.<ConfigProblem>comparingInt(problem -> files.indexOf(problem.file()))
                        .thenComparingInt(ConfigProblem::line))
                .toList();
    }
}
