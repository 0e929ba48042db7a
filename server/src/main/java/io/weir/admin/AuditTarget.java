package io.weir.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about, as its path says.
 *
 * @param kind null where it is about no object
 * @param object its id; null where the path does not name one
 */
record AuditTarget(@Nullable String kind, @Nullable String object) {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("organizations", "organization"),
            Map.entry("users", "user"),
            Map.entry("signup", "user"),
            Map.entry("tokens", "token"),
            Map.entry("plans", "plan"),
            Map.entry("apis", "api"),
            Map.entry("applications", "application"),
            Map.entry("keys", "key"),
            Map.entry("subscriptions", "subscription"),
            Map.entry("sessions", "session"),
            Map.entry("settings", "settings"),
            Map.entry("nodes", "node"),
            Map.entry("catalog", "catalog"));

    /** Of {@code /applications/{id}/keys/{key}} the key {@code <application>/<key>}, and so on. */
    static AuditTarget of(Operation operation, Parameters parameters) {
        String kind = null;
        StringBuilder object = new StringBuilder();
        for (String step : operation.path().substring(1).split("/")) {
            if (step.startsWith("{")) {
                object.append(object.isEmpty() ? "" : "/")
                        .append(parameters.path(step.substring(1, step.length() - 1)));
            } else if (KINDS.containsKey(step)) {
                kind = KINDS.get(step);
            } else if ("settings".equals(kind) && object.isEmpty()) {
                object.append(step);
            }
        }
        return new AuditTarget(kind, object.isEmpty() ? null : object.toString());
    }
}
