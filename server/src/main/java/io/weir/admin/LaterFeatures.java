package io.weir.admin;

import java.util.List;
import java.util.Optional;

/** What the product's surface names but this version does not have: it says so instead of 404. Whoever adds one deletes its line. */
final class LaterFeatures {
    private static final List<Feature> ALL = List.of(
            new Feature("POST", "/users", "making users"),
            new Feature("", "/settings/mail", "mail"),
            new Feature("", "/audit", "reading the audit log"),
            new Feature("", "/notifications", "notifications"),
            new Feature("", "/certificates", "certificates"));

    private LaterFeatures() {}

    /** @param method empty for any */
    private record Feature(String method, String path, String name) {

        boolean isAsked(String asked, String at) {
            boolean isBelow = at.equals(path) || (method.isEmpty() && at.startsWith(path + "/"));
            return isBelow && (method.isEmpty() || method.equals(asked));
        }
    }

    /** The answer for a request to one of them. */
    static Optional<ProblemException> find(String method, String path) {
        return ALL.stream()
                .filter(feature -> feature.isAsked(method, path))
                .map(feature -> new ProblemException(
                        501, "not-in-this-version", feature.name() + " (not in this version): " + method + " " + path))
                .findFirst();
    }
}
