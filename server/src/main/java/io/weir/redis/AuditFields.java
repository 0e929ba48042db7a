package io.weir.redis;

import io.weir.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the audit log as fields of a stream: always the same ones in the same order, because Redis keeps those names once. */
final class AuditFields {
    private static final String SEPARATOR = " ";

    private AuditFields() {}

    static List<String> write(AuditEntry entry) {
        List<String> fields = new ArrayList<>();
        put(fields, "time", Long.toString(entry.time().toEpochMilli()));
        put(fields, "node", entry.node());
        put(fields, "operation", entry.operation());
        put(fields, "method", entry.method());
        put(fields, "path", entry.path());
        put(fields, "author", entry.author());
        put(fields, "way", entry.way());
        put(fields, "address", entry.address());
        put(fields, "kind", entry.kind());
        put(fields, "object", entry.object());
        put(fields, "status", Integer.toString(entry.status()));
        put(fields, "code", entry.code());
        put(fields, "request", entry.requestId());
        put(
                fields,
                "revision",
                entry.revision() == null ? null : entry.revision().toString());
        put(fields, "before", entry.before());
        put(fields, "after", entry.after());
        put(fields, "along", String.join(SEPARATOR, entry.along()));
        return fields;
    }

    static AuditEntry read(Map<String, String> fields) {
        return new AuditEntry(
                Instant.ofEpochMilli(number(fields, "time")),
                text(fields, "node"),
                text(fields, "operation"),
                text(fields, "method"),
                text(fields, "path"),
                find(fields, "author"),
                text(fields, "way"),
                text(fields, "address"),
                find(fields, "kind"),
                find(fields, "object"),
                (int) number(fields, "status"),
                find(fields, "code"),
                text(fields, "request"),
                find(fields, "revision") == null ? null : number(fields, "revision"),
                find(fields, "before"),
                find(fields, "after"),
                text(fields, "along").isEmpty()
                        ? List.of()
                        : List.of(text(fields, "along").split(SEPARATOR)));
    }

    private static void put(List<String> fields, String name, @Nullable String value) {
        fields.add(name);
        fields.add(value == null ? "" : value);
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static @Nullable String find(Map<String, String> fields, String name) {
        String value = text(fields, name);
        return value.isEmpty() ? null : value;
    }

    private static long number(Map<String, String> fields, String name) {
        String value = text(fields, name);
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }
}
