package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an API's calls.
 *
 * @param sampling the share of calls that get a document of their own, 0 to 1; those that failed or were refused always get one, and all
 *     count in the sums of each minute
 * @param mask what is left out of them
 * @param payload how much of bodies goes along; null for nothing
 */
public record AnalyticsDefinition(
        double sampling, List<Mask> mask, @Nullable PayloadCapture payload) {

    /** What an API that says nothing has. */
    public static final AnalyticsDefinition DEFAULTS = new AnalyticsDefinition(1, List.of(), null);

    /** What can be left out. */
    public enum Mask {
        /** The last octet of an IPv4 address, all but the first 48 bits of an IPv6 address. */
        @JsonProperty("clientIp")
        CLIENT_IP,
        @JsonProperty("userAgent")
        USER_AGENT,
        /** The path; its resource stays. */
        @JsonProperty("path")
        PATH,
        /** Who owns the application. */
        @JsonProperty("consumer")
        CONSUMER,
        /** The application, its subscription and who owns it. */
        @JsonProperty("application")
        APPLICATION
    }

    /**
     * How much of bodies goes along.
     *
     * @param maxBytes of each of the two bodies, 1 to {@value #LARGEST}
     */
    public record PayloadCapture(int maxBytes) {
        /** So much at most. */
        public static final int LARGEST = 64 << 10;

        public PayloadCapture {
            if (maxBytes < 1 || maxBytes > LARGEST) {
                throw new InvalidDefinitionException("analytics.payload.maxBytes", maxBytes, "1 to " + LARGEST);
            }
        }
    }

    public AnalyticsDefinition {
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new InvalidDefinitionException("analytics.sampling", sampling, "0 to 1");
        }
        mask = List.copyOf(mask);
    }

    @JsonCreator
    static AnalyticsDefinition of(
            @JsonProperty("sampling") @Nullable Double sampling,
            @JsonProperty("mask") @Nullable List<Mask> mask,
            @JsonProperty("payload") @Nullable PayloadCapture payload) {
        return new AnalyticsDefinition(sampling == null ? 1 : sampling, mask == null ? List.of() : mask, payload);
    }
}
