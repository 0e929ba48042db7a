package io.weir.publishing;

import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The steps of an API's life: CREATED → PUBLISHED ⇄ BLOCKED → DEPRECATED → RETIRED; a published one may be deprecated at once. */
public enum LifecycleAction {
    PUBLISH(Set.of(Lifecycle.CREATED), Lifecycle.PUBLISHED),
    BLOCK(Set.of(Lifecycle.PUBLISHED), Lifecycle.BLOCKED),
    UNBLOCK(Set.of(Lifecycle.BLOCKED), Lifecycle.PUBLISHED),
    DEPRECATE(Set.of(Lifecycle.PUBLISHED, Lifecycle.BLOCKED), Lifecycle.DEPRECATED),
    RETIRE(Set.of(Lifecycle.DEPRECATED), Lifecycle.RETIRED);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives an immutable one
    private final Set<Lifecycle> from;

    private final Lifecycle to;

    LifecycleAction(Set<Lifecycle> from, Lifecycle to) {
        this.from = from;
        this.to = to;
    }

    /** The action with this name, in lower case. */
    public static LifecycleAction of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * The API after this step.
     *
     * @throws RefusedException naming where the API is and what is possible from there
     */
    public Api apply(Api api) {
        if (!from.contains(api.lifecycle())) {
            throw RefusedException.conflict(
                    "lifecycle-conflict",
                    "API " + api.id() + " is " + api.lifecycle() + ": " + this + " is not possible (expected: "
                            + possible(api.lifecycle()) + ")");
        }
        Api after = api.withLifecycle(to);
        ApiRules.requireEndpoint(after);
        return after;
    }

    private static String possible(Lifecycle state) {
        List<String> actions = Arrays.stream(values())
                .filter(action -> action.from.contains(state))
                .map(LifecycleAction::toString)
                .toList();
        return actions.isEmpty() ? "none, it is the end" : String.join(" or ", actions);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
