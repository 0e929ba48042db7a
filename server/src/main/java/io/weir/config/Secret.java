package io.weir.config;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password or another word that must not reach a log: {@link #toString} hides it, comparison takes constant time. Any thread. */
public final class Secret {
    /** No secret is set. */
    public static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = requireNonNull(text, "text");
    }

    /** A secret of this clear text. */
    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    /** The clear text, for the one place that sends it. */
    public String reveal() {
        return text;
    }

    /** True where none is set. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
