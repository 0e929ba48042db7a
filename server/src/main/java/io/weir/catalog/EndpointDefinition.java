package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an API's calls go.
 *
 * @param type one target, or several; by the number of targets unless given
 * @param algorithm how calls are spread over several; weighted round robin unless given
 * @param targets 1 to 256 with different URLs, at least one with a weight above 0; exactly one for {@link Type#SINGLE}
 * @param timeouts how long to wait; null for the defaults
 * @param protocol what is spoken to the targets; {@link Protocol#AUTO} unless given
 */
public record EndpointDefinition(
        Type type,
        Algorithm algorithm,
        List<Target> targets,
        @Nullable Timeouts timeouts,
        Protocol protocol) {

    /** At most this many targets an API. */
    public static final int MAX_TARGETS = 256;

    /** One target, or several. */
    public enum Type {
        @JsonProperty("single")
        SINGLE,
        @JsonProperty("load-balancer")
        LOAD_BALANCER
    }

    /** How calls are spread. */
    public enum Algorithm {
        /** In turn; weights do not count, but 0 takes a target out. */
        @JsonProperty("round-robin")
        ROUND_ROBIN,
        /** nginx's smooth weighted round robin. */
        @JsonProperty("weighted-round-robin")
        WEIGHTED_ROUND_ROBIN
    }

    /** What is spoken to the targets. */
    public enum Protocol {
        /** HTTP/1.1; over TLS HTTP/2 where the target offers it (ALPN). */
        @JsonProperty("auto")
        AUTO,
        /** HTTP/1.1 always. */
        @JsonProperty("http1")
        HTTP1,
        /** HTTP/2 without TLS, with prior knowledge; over TLS as {@link #AUTO}. */
        @JsonProperty("h2c")
        H2C
    }

    /**
     * One server with a base path.
     *
     * @param url absolute, {@code http} or {@code https}, no query, no fragment, no user
     * @param weight 0 to 1000; 0 takes it out; 1 unless given
     */
    public record Target(URI url, int weight) {

        /** The largest weight. */
        public static final int MAX_WEIGHT = 1000;

        public Target {
            requireTarget(url);
            if (weight < 0 || weight > MAX_WEIGHT) {
                throw new InvalidDefinitionException("weight", weight, "0 to " + MAX_WEIGHT);
            }
        }

        @JsonCreator
        static Target of(@JsonProperty("url") URI url, @Nullable @JsonProperty("weight") Integer weight) {
            return new Target(url, weight == null ? 1 : weight);
        }

        private static void requireTarget(@Nullable URI url) {
            if (url == null || !isHttp(url) || url.getRawAuthority() == null || url.getHost() == null) {
                throw new InvalidDefinitionException("url", url, "an absolute URL with http or https and a host");
            }
            if (url.getRawUserInfo() != null) {
                throw new InvalidDefinitionException("url", "a URL with user info", "a URL without user info");
            }
            if (url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new InvalidDefinitionException("url", url, "a URL without query and fragment");
            }
            if (url.getPort() == 0 || url.getPort() > 65535) {
                throw new InvalidDefinitionException("url", url, "a port from 1 to 65535");
            }
        }

        private static boolean isHttp(URI url) {
            String scheme = url.getScheme();
            return scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
        }
    }

    /**
     * How long to wait for a target.
     *
     * @param connect until the connection stands, at most 1 minute; 2 s unless given
     * @param firstByte from the request's end to the head of the answer, at most 1 hour; 30 s unless given
     * @param idle between two pieces of a body, at most 1 hour; 60 s unless given
     */
    public record Timeouts(
            @Nullable Duration connect,
            @Nullable Duration firstByte,
            @Nullable Duration idle) {

        /** What holds where nothing is given. */
        public static final Timeouts DEFAULTS =
                new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(60));

        public Timeouts {
            requireWithin(connect, "connect", Duration.ofMinutes(1));
            requireWithin(firstByte, "firstByte", Duration.ofHours(1));
            requireWithin(idle, "idle", Duration.ofHours(1));
        }

        private static void requireWithin(@Nullable Duration value, String field, Duration max) {
            if (value != null && (value.isNegative() || value.isZero() || value.compareTo(max) > 0)) {
                throw new InvalidDefinitionException("timeouts." + field, value, "more than PT0S, at most " + max);
            }
        }
    }

    public EndpointDefinition {
        targets = requireTargets(targets);
        type = typeOf(type, targets);
        algorithm = algorithmOf(algorithm);
        protocol = protocolOf(protocol);
    }

    private static List<Target> requireTargets(@Nullable List<Target> targets) {
        if (targets == null || targets.isEmpty() || targets.size() > MAX_TARGETS) {
            Object given = targets == null ? null : targets.size() + " targets";
            throw new InvalidDefinitionException("targets", given, "1 to " + MAX_TARGETS + " targets");
        }
        Set<URI> urls = new HashSet<>();
        int total = 0;
        for (Target target : targets) {
            if (!urls.add(target.url())) {
                throw new InvalidDefinitionException("targets", target.url(), "URLs that differ");
            }
            total += target.weight();
        }
        if (total == 0) {
            throw new InvalidDefinitionException("targets", "every weight is 0", "at least one weight above 0");
        }
        return List.copyOf(targets);
    }

    private static Type typeOf(@Nullable Type type, List<Target> targets) {
        if (type == Type.SINGLE && targets.size() != 1) {
            throw new InvalidDefinitionException(
                    "targets", targets.size() + " targets", "exactly 1 target with type single");
        }
        if (type == null) {
            return targets.size() == 1 ? Type.SINGLE : Type.LOAD_BALANCER;
        }
        return type;
    }

    private static Algorithm algorithmOf(@Nullable Algorithm algorithm) {
        return algorithm == null ? Algorithm.WEIGHTED_ROUND_ROBIN : algorithm;
    }

    private static Protocol protocolOf(@Nullable Protocol protocol) {
        return protocol == null ? Protocol.AUTO : protocol;
    }
}
