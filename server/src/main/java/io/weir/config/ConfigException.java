package io.weir.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that no node starts with. The message has one line for each problem, in the order of the files' lines. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    /** @param problems all of them, at least one */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that was found wrong. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
