package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.StoreUnavailableException;
import io.weir.event.ClusterEvent;
import io.weir.event.EventFilter;
import io.weir.event.EventId;
import io.weir.event.EventLog;
import io.weir.event.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /events}: what happened in the cluster, newest first, and what happens, as it does. */
final class EventResource implements Resource {
    private static final String DEFAULT_LIMIT = "50";

    private final Supplier<EventLog> events;
    private final EventStreams streams;

    EventResource(Supplier<EventLog> events, EventStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("listEvents", this::list, "getEventStream", this::follow);
    }

    private Answer list(Call call) throws StoreUnavailableException {
        Parameters parameters = call.parameters();
        int limit = Integer.parseInt(parameters.query("limit", DEFAULT_LIMIT));
        EventFilter filter = new EventFilter(
                parameters.query("type"),
                Severity.of(parameters.query("severity", "")).orElse(null),
                parameters.query("node"));
        List<ClusterEvent> page = events.get().newest(filter, id(parameters.query("after")), limit + 1);

        ObjectNode answer = AdminJson.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        page.stream().limit(limit).forEach(event -> items.addPOJO(event));
        answer.put(
                "next", page.size() > limit ? String.valueOf(page.get(limit - 1).id()) : null);
        return Answer.json(200, answer);
    }

    private Answer follow(Call call) {
        String last = call.parameters().header("Last-Event-ID");
        return streams.open(call, id(last == null ? call.parameters().query("after") : last));
    }

    /** The contract has checked its form. */
    private static @Nullable EventId id(@Nullable String text) {
        return text == null ? null : EventId.parse(text).orElse(null);
    }
}
