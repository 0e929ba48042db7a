package io.weir.catalog;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of {@link Definition}, in the order in which they can be created: a kind refers only to those before it. */
public enum Kind {
    ORGANIZATION("organization", Organization.class),
    USER("user", User.class),
    TOKEN("token", AccessToken.class),
    PLAN("plan", Plan.class),
    API("api", Api.class),
    APPLICATION("application", Application.class),
    KEY("key", ApiKey.class),
    SUBSCRIPTION("subscription", Subscription.class);

    private final String label;
    private final Class<? extends Definition> type;

    Kind(String label, Class<? extends Definition> type) {
        this.label = label;
        this.type = type;
    }

    /** The word in store keys, files and messages. */
    public String label() {
        return label;
    }

    /** The record that carries this kind. */
    public Class<? extends Definition> type() {
        return type;
    }

    /** The kind with this label. */
    public static Optional<Kind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
