package io.weir.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node's configuration, complete and valid: every default is filled in. The component names are the element and attribute names of
 * {@code config.xml}, so a path below the root such as {@code listeners.http.port} is also the way through these records.
 *
 * @param node who this node is
 * @param traffic limits at the door
 * @param quiesce how a node stops
 * @param cluster which cluster it belongs to
 * @param listeners where it listens
 * @param datastore where the cluster's state is
 * @param analytics where records of calls go
 */
public record NodeConfig(
        NodeSection node,
        Traffic traffic,
        Quiesce quiesce,
        Cluster cluster,
        Listeners listeners,
        DataStore datastore,
        Analytics analytics) {

    /** What a node does. */
    public enum Profile {
        /** Traffic, admin API and console. */
        @JsonProperty("all-in-one")
        ALL_IN_ONE,
        /** Admin API and console. */
        @JsonProperty("control-plane")
        CONTROL_PLANE,
        /** Traffic. */
        @JsonProperty("gateway")
        GATEWAY;

        /** Whether it has listeners for traffic. */
        public boolean takesTraffic() {
            return this != CONTROL_PLANE;
        }
    }

    /**
     * @param id empty for one made at the first start and kept in {@code data/node-id}
     * @param host what peers and connectors use; empty for the host's own name
     * @param weight share of traffic that connectors give it, 0 to 1000
     */
    public record NodeSection(String id, String host, Profile profile, int weight) {}

    /**
     * @param headTimeout from a head's first byte to its last
     * @param idleTimeout without a byte on a connection
     * @param maxRequestLine bytes
     * @param maxHeaderSize bytes of all header fields together
     * @param maxHeaders header fields
     * @param maxBody bytes; null for no limit
     * @param trustedProxies addresses and CIDR blocks whose forwarding headers are believed
     * @param publicUrl what portal and samples show; empty for the listener's address
     */
    public record Traffic(
            Duration headTimeout,
            Duration idleTimeout,
            int maxRequestLine,
            int maxHeaderSize,
            int maxHeaders,
            @Nullable Long maxBody,
            List<String> trustedProxies,
            String publicUrl) {}

    /**
     * @param delay requests are still served, so that balancers notice
     * @param timeout for the requests in flight then
     */
    public record Quiesce(Duration delay, Duration timeout) {}

    /**
     * @param name kept in the store too: a node with another name does not start
     * @param sharedListeners whether traffic listeners are where the cluster says, unless this node's command line or environment says
     *     otherwise
     */
    public record Cluster(String name, boolean sharedListeners) {}

    /** Where the node listens. */
    public record Listeners(Http http, Https https, Ajp ajp, Admin admin, Portal portal) {}

    /** Traffic in clear text: HTTP/1.1 and h2c. */
    public record Http(boolean enabled, String host, int port) {}

    /**
     * Traffic over TLS: HTTP/1.1 and h2.
     *
     * @param keystore PKCS#12, JKS or PEM file
     * @param truststore whose certificates clients are checked against; null for those of the keystore
     */
    public record Https(
            boolean enabled,
            String host,
            int port,
            @Nullable Path keystore,
            Secret keystorePassword,
            ClientAuth clientAuth,
            @Nullable Path truststore,
            Secret truststorePassword) {}

    /** Whether a TLS client must show a certificate. */
    public enum ClientAuth {
        NONE,
        REQUEST,
        REQUIRE
    }

    /**
     * Traffic from web servers: AJP 1.3.
     *
     * @param secret what web servers must send; empty for one that the cluster shares
     * @param packetSize bytes of the largest packet that is sent to a web server
     */
    public record Ajp(boolean enabled, String host, int port, Secret secret, int packetSize) {}

    /** Admin API, console, health and metrics. */
    public record Admin(
            boolean enabled,
            String host,
            int port,
            boolean tls,
            @Nullable Path keystore,
            Secret keystorePassword) {}

    /** The developer portal for the outside. */
    public record Portal(boolean enabled, String host, int port) {}

    /** A server's address. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** How the data store is reached. */
    public enum DataStoreMode {
        /** A Redis of the node's own. */
        EMBEDDED,
        /** One Redis. */
        STANDALONE,
        /** Redis under sentinels. */
        SENTINEL,
        /** Redis Cluster. */
        CLUSTER
    }

    /**
     * @param username ACL user; empty for the default one
     * @param commandTimeout for limiter checks only
     * @param operationTimeout for catalogue and cluster
     * @param addresses one, or several for sentinel and cluster
     */
    public record DataStore(
            DataStoreMode mode,
            String username,
            Secret password,
            int database,
            boolean tls,
            Duration commandTimeout,
            Duration operationTimeout,
            List<Address> addresses) {}

    /** How the analytics server is reached. */
    public enum AnalyticsMode {
        EMBEDDED,
        EXTERNAL
    }

    /**
     * @param apiKey instead of user and password
     * @param truststore whose certificates the server's is checked against; null for those that Java trusts
     * @param retention how long records are kept
     * @param spoolLimit bytes on disk for what could not be delivered
     * @param replicas copies of each index; null for one where the cluster has a second server
     * @param heap bytes of an embedded server's heap
     */
    public record Analytics(
            boolean enabled,
            AnalyticsMode mode,
            String clusterName,
            String username,
            Secret password,
            Secret apiKey,
            boolean tls,
            @Nullable Path truststore,
            Secret truststorePassword,
            Duration flushInterval,
            int maxActionsPerBulk,
            int maxConcurrentBulk,
            boolean sniff,
            Duration retention,
            long spoolLimit,
            @Nullable Integer replicas,
            long heap,
            List<Address> addresses) {}

    /** The configuration of a node for which nothing was set. */
    public static NodeConfig defaults() {
        return new NodeConfig(
                new NodeSection("", "", Profile.ALL_IN_ONE, 1),
                new Traffic(
                        Duration.ofSeconds(10), Duration.ofSeconds(60), 8 << 10, 16 << 10, 100, null, List.of(), ""),
                new Quiesce(Duration.ofSeconds(2), Duration.ofSeconds(30)),
                new Cluster("weir", false),
                new Listeners(
                        new Http(true, "0.0.0.0", 8080),
                        new Https(false, "0.0.0.0", 8443, null, Secret.NONE, ClientAuth.NONE, null, Secret.NONE),
                        new Ajp(true, "127.0.0.1", 8009, Secret.NONE, 8 << 10),
                        new Admin(true, "127.0.0.1", 9000, false, null, Secret.NONE),
                        new Portal(false, "0.0.0.0", 9080)),
                new DataStore(
                        DataStoreMode.EMBEDDED,
                        "",
                        Secret.NONE,
                        0,
                        false,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(5),
                        List.of(new Address("127.0.0.1", 6379))),
                new Analytics(
                        true,
                        AnalyticsMode.EXTERNAL,
                        "groot-elasticsearch",
                        "",
                        Secret.NONE,
                        Secret.NONE,
                        false,
                        null,
                        Secret.NONE,
                        Duration.ofSeconds(1),
                        1000,
                        2,
                        false,
                        Duration.ofDays(30),
                        1L << 30,
                        null,
                        512L << 20,
                        List.of(new Address("127.0.0.1", 9200))));
    }
}
