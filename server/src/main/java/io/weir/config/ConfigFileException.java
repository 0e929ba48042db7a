package io.weir.config;

import java.util.List;
import java.util.stream.Collectors;

/** {@code config.xml} could not be rewritten, and was not changed. The message names everything that stands against it. */
public final class ConfigFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    ConfigFileException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** @param expected what the file would have to be like */
    ConfigFileException(String file, String problem, String expected) {
        this(List.of(new ConfigProblem(file, 0, "", problem, expected)));
    }

    /** Everything that stands against it, at least one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
