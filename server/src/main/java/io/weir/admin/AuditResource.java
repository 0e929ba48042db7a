package io.weir.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.audit.AuditEntry;
import io.weir.audit.AuditFilter;
import io.weir.audit.AuditLog;
import io.weir.catalog.StoreUnavailableException;
import io.weir.event.EventId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /audit}: who changed what, newest first. */
final class AuditResource implements Resource {
    private static final String DEFAULT_LIMIT = "50";

    private final Supplier<AuditLog> audit;

    AuditResource(Supplier<AuditLog> audit) {
        this.audit = audit;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("listAudit", this::list);
    }

    private Answer list(Call call) throws StoreUnavailableException {
        Parameters parameters = call.parameters();
        AuditFilter filter = new AuditFilter(
                parameters.query("kind"),
                parameters.query("id"),
                parameters.query("author"),
                parameters.query("operation"),
                instant(parameters.query("from")),
                instant(parameters.query("to")));
        String after = parameters.query("after");
        EventId before = after == null ? null : EventId.parse(after).orElse(null);
        int limit = Integer.parseInt(parameters.query("limit", DEFAULT_LIMIT));
        AuditLog.Page page = audit.get().newest(filter, before, limit);

        ObjectNode answer = AdminJson.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        page.items().forEach(kept -> items.add(view(kept)));
        EventId next = page.next();
        answer.put("next", next == null ? null : next.toString());
        return Answer.json(200, answer);
    }

    /** The contract has checked its form. */
    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static ObjectNode view(AuditLog.Kept kept) {
        AuditEntry entry = kept.entry();
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("id", kept.id().toString());
        view.put("time", entry.time().toString());
        view.put("node", entry.node());
        view.put("operation", entry.operation());
        view.put("method", entry.method());
        view.put("path", entry.path());
        put(view, "author", entry.author());
        view.put("way", entry.way());
        view.put("address", entry.address());
        put(view, "kind", entry.kind());
        put(view, "object", entry.object());
        view.put("status", entry.status());
        put(view, "code", entry.code());
        view.put("requestId", entry.requestId());
        if (entry.revision() != null) {
            view.put("revision", entry.revision());
        }
        putObject(view, "before", entry.before());
        putObject(view, "after", entry.after());
        if (!entry.along().isEmpty()) {
            view.set("along", AdminJson.MAPPER.valueToTree(entry.along()));
        }
        return view;
    }

    private static void put(ObjectNode view, String name, @Nullable String value) {
        if (value != null) {
            view.put(name, value);
        }
    }

    private static void putObject(ObjectNode view, String name, @Nullable String json) {
        if (json == null) {
            return;
        }
        try {
            view.set(name, AdminJson.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            view.putObject(name).put("unreadable", json);
        }
    }
}
