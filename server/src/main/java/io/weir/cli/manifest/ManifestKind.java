package io.weir.cli.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of object that files hold, in the order in which they can be created: a kind refers only to those before it. */
public enum ManifestKind {
    ORGANIZATION("Organization", "organizations"),
    USER("User", "users"),
    TOKEN("Token", "tokens"),
    PLAN("Plan", "plans"),
    API("Api", "apis"),
    APPLICATION("Application", "applications"),
    KEY("Key", "keys"),
    SUBSCRIPTION("Subscription", "subscriptions");

    private final String label;
    private final String plural;

    ManifestKind(String label, String plural) {
        this.label = label;
        this.plural = plural;
    }

    /** What stands in a file behind {@code kind:}. */
    public String label() {
        return label;
    }

    /** The word in messages. */
    public String word() {
        return label.toLowerCase(Locale.ROOT);
    }

    /** The word in the REST API's paths, and the folder of an export. */
    public String plural() {
        return plural;
    }

    /** The kind with this label, exactly. */
    static Optional<ManifestKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** All labels, for messages. */
    static String labels() {
        return Arrays.stream(values()).map(ManifestKind::label).collect(Collectors.joining(", "));
    }
}
