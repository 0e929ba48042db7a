package io.weir.limit;

import static java.util.Objects.requireNonNull;

import io.weir.catalog.LimitDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One counter of one limit: the limit as the plan defines it, and the key that it is counted under. Equal only with equal key and equal
 * definition, so what is known of a limit is forgotten when its plan changes. Immutable.
 */
public final class Limit {
    private final LimitDefinition definition;
    private final byte[] key;
    private final int hash;

    Limit(LimitDefinition definition, String key) {
        this.definition = requireNonNull(definition, "definition");
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.hash = Arrays.hashCode(this.key);
    }

    /** The limit as the plan has it. */
    public LimitDefinition definition() {
        return definition;
    }

    /** Its name in the plan. */
    public String name() {
        return definition.name();
    }

    /** The most that can be taken at once: the count, or the capacity of a token bucket. */
    public long max() {
        return definition.capacity();
    }

    /** The key in UTF-8; not a copy, not to be changed. */
    public byte[] key() {
        return key;
    }

    /** The limit as the store's scripts read it: four arguments, made anew. */
    public byte[][] arguments() {
        return LimitShape.arguments(definition);
    }

    /** The API that the counter belongs to: what stands between the key's first braces. */
    public String hashTag() {
        String text = keyText();
        return text.substring(text.indexOf('{') + 1, text.indexOf('}'));
    }

    /** The key as text. */
    public String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Limit limit
                && hash == limit.hash
                && Arrays.equals(key, limit.key)
                && definition.equals(limit.definition);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return keyText() + " " + definition;
    }
}
