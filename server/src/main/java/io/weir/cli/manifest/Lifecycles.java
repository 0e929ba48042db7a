package io.weir.cli.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of an API's life: CREATED, PUBLISHED and back and forth with BLOCKED, DEPRECATED, RETIRED. */
final class Lifecycles {
    private record Step(String from, String action, String to) {}

    private record Way(String state, List<String> actions) {}

    private static final List<Step> STEPS = List.of(
            new Step("CREATED", "publish", "PUBLISHED"),
            new Step("PUBLISHED", "block", "BLOCKED"),
            new Step("BLOCKED", "unblock", "PUBLISHED"),
            new Step("PUBLISHED", "deprecate", "DEPRECATED"),
            new Step("BLOCKED", "deprecate", "DEPRECATED"),
            new Step("DEPRECATED", "retire", "RETIRED"));

    private Lifecycles() {}

    /** The shortest way from one state to another; none where there is no way. */
    static Optional<List<String>> way(String from, String to) {
        Deque<Way> open = new ArrayDeque<>(List.of(new Way(from, List.of())));
        Set<String> seen = new HashSet<>(Set.of(from));
        while (!open.isEmpty()) {
            Way way = open.remove();
            if (way.state().equals(to)) {
                return Optional.of(way.actions());
            }
            for (Step step : STEPS) {
                if (step.from().equals(way.state()) && seen.add(step.to())) {
                    List<String> actions = new ArrayList<>(way.actions());
                    actions.add(step.action());
                    open.add(new Way(step.to(), List.copyOf(actions)));
                }
            }
        }
        return Optional.empty();
    }
}
