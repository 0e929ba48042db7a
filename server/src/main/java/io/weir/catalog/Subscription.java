package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An application's right to call one API under one plan. There is at most one for each application and API.
 *
 * @param application the id of the application
 * @param api the id of the API
 * @param plan the id of the plan; one of the API's plans
 * @param state only an {@link State#ACTIVE} one lets calls through
 */
public record Subscription(String id, String application, String api, String plan, State state) implements Definition {

    /** Where a subscription is. */
    public enum State {
        /** Waits for approval. */
        @JsonProperty("pending")
        PENDING,
        /** Calls pass. */
        @JsonProperty("active")
        ACTIVE,
        /** Calls are refused until it is resumed. */
        @JsonProperty("suspended")
        SUSPENDED
    }

    public Subscription {
        Ids.requireId(id, "id");
        Ids.requireId(application, "application");
        Ids.requireId(api, "api");
        Ids.requireId(plan, "plan");
        state = orPending(state);
    }

    private static State orPending(@Nullable State state) {
        return state == null ? State.PENDING : state;
    }

    @Override
    public Kind kind() {
        return Kind.SUBSCRIPTION;
    }
}
