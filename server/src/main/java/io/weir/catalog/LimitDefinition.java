package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One limit of a plan.
 *
 * @param name in header fields and refusals: a structured-field string of 1 to 64 of letters, digits, {@code _ - .}
 * @param scope what is counted together
 * @param count requests per period, 1 to 1,000,000,000,000
 * @param period one of the ISO 8601 forms of {@link Period}
 * @param algorithm how the count is spread over time
 * @param burst capacity of a token bucket, 1 to count's range; null for {@code count}; only with a token bucket
 * @param onStoreFailure what holds while the data store is away
 */
public record LimitDefinition(
        String name,
        Scope scope,
        long count,
        Period period,
        Algorithm algorithm,
        @Nullable Long burst,
        OnStoreFailure onStoreFailure) {

    /** Counts above this are refused: they would not stay exact in the store's arithmetic. */
    public static final long MAX_COUNT = 1_000_000_000_000L;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** What a limit counts together. */
    public enum Scope {
        /** One application on one API. */
        @JsonProperty("application")
        APPLICATION,
        /** All callers of the API on this plan. */
        @JsonProperty("api")
        API,
        /** One resource pattern of a subscription. */
        @JsonProperty("resource")
        RESOURCE,
        /** One client address on an API. */
        @JsonProperty("ip")
        IP;

        /** The word in JSON and messages. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the count is spread over time. */
    public enum Algorithm {
        /** Windows aligned to UTC. */
        @JsonProperty("fixed")
        FIXED,
        /** Never more than count in any window; 64 slots. */
        @JsonProperty("rolling")
        ROLLING,
        /** Starts full, refills continuously. */
        @JsonProperty("token-bucket")
        TOKEN_BUCKET
    }

    /** What holds while the data store is away. */
    public enum OnStoreFailure {
        /** Each node grants its share by itself. */
        @JsonProperty("approximate")
        APPROXIMATE,
        /** Everything passes. */
        @JsonProperty("allow")
        ALLOW,
        /** Nothing passes. */
        @JsonProperty("reject")
        REJECT
    }

    public LimitDefinition {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidDefinitionException("name", name, "1 to 64 of letters, digits, _, . and -");
        }
        if (count < 1 || count > MAX_COUNT) {
            throw new InvalidDefinitionException("count", count, "1 to " + MAX_COUNT);
        }
        if (period == null) {
            throw new InvalidDefinitionException("period", null, Period.EXPECTED);
        }
        scope = scope == null ? Scope.APPLICATION : scope;
        algorithm = algorithm == null ? Algorithm.FIXED : algorithm;
        onStoreFailure = onStoreFailure == null ? OnStoreFailure.APPROXIMATE : onStoreFailure;
        if (burst != null && algorithm != Algorithm.TOKEN_BUCKET) {
            throw new InvalidDefinitionException("burst", burst, "no burst unless algorithm is token-bucket");
        }
        if (burst != null && (burst < 1 || burst > MAX_COUNT)) {
            throw new InvalidDefinitionException("burst", burst, "1 to " + MAX_COUNT);
        }
    }

    /** The capacity of the token bucket. */
    public long capacity() {
        return burst == null ? count : burst;
    }
}
