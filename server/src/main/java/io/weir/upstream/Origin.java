package io.weir.upstream;

import io.weir.catalog.EndpointDefinition.Protocol;
import java.net.URI;
import java.util.Locale;

/**
 * One server process as seen from here: host, port, TLS and protocol. Connections are pooled by it and its health is shared by all
 * APIs that use it. Any thread.
 */
final class Origin {

    /**
     * What tells two origins apart.
     *
     * @param host lower case; an IPv6 address without brackets
     * @param port 1 to 65535
     */
    record Key(boolean tls, String host, int port, Protocol protocol) {

        static Key of(URI url, Protocol protocol) {
            boolean tls = url.getScheme().equalsIgnoreCase("https");
            int port = url.getPort() != -1 ? url.getPort() : tls ? 443 : 80;
            return new Key(tls, withoutBrackets(url.getHost().toLowerCase(Locale.ROOT)), port, protocol);
        }

        private static String withoutBrackets(String host) {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }
    }

    private final Key key;
    private final String authority;
    private final PassiveHealth health = new PassiveHealth();
    private volatile boolean retired;
    private volatile boolean http2;

    Origin(Key key) {
        this.key = key;
        this.authority = authorityOf(key);
        this.http2 = key.protocol() == Protocol.H2C && !key.tls();
    }

    private static String authorityOf(Key key) {
        String host = key.host().indexOf(':') < 0 ? key.host() : '[' + key.host() + ']';
        return key.port() == (key.tls() ? 443 : 80) ? host : host + ':' + key.port();
    }

    Key key() {
        return key;
    }

    /** Host and port as they stand in {@code Host}; a default port is left out. */
    String authority() {
        return authority;
    }

    PassiveHealth health() {
        return health;
    }

    /** True where one connection serves many requests at once: as configured, or as found out by ALPN. */
    boolean isMultiplexed() {
        return http2;
    }

    /** What ALPN came to. */
    void speaksHttp2(boolean value) {
        http2 = value;
    }

    /** No API names it any more: its idle connections may go. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    @Override
    public String toString() {
        return (key.tls() ? "https://" : "http://") + authority;
    }
}
