package io.weir.door;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a connection, and who calls through it: what {@code X-Forwarded-*} and {@code Forwarded} (RFC 7239) say counts only from a
 * trusted proxy, and of a list only the part that trusted proxies wrote. One for each connection, so that a request without proxies
 * costs nothing; event loop of the connection.
 */
public final class Caller {
    private final TrustedProxies proxies;
    private final String peerAddress;
    private final String scheme;
    private final InetSocketAddress local;
    private final boolean trusted;
    private final @Nullable String certificate;

    /**
     * @param scheme {@code http} or {@code https}
     * @param certificate that the peer showed, as {@link ClientCertificate} gives it
     */
    public Caller(
            TrustedProxies proxies,
            InetSocketAddress peer,
            InetSocketAddress local,
            String scheme,
            @Nullable String certificate) {
        this.proxies = proxies;
        this.peerAddress = NetUtil.toAddressString(peer.getAddress());
        this.trusted = proxies.contains(peer.getAddress());
        this.local = local;
        this.scheme = scheme;
        this.certificate = certificate;
    }

    public String peerAddress() {
        return peerAddress;
    }

    /** What the peer showed over TLS. */
    public @Nullable String certificate() {
        return certificate;
    }

    public boolean isTrustedProxy() {
        return trusted;
    }

    /** Goes from the nearest proxy outwards and stops at the first address that is not a trusted proxy's. */
    public String clientAddress(MultiMap headers) {
        if (!trusted) {
            return peerAddress;
        }
        List<String> hops = Forwarding.addresses(headers);
        String nearest = peerAddress;
        for (int i = hops.size() - 1; i >= 0; i--) {
            InetAddress address = TrustedProxies.parse(hops.get(i));
            if (address == null) {
                return nearest;
            }
            nearest = NetUtil.toAddressString(address);
            if (!proxies.contains(address)) {
                return nearest;
            }
        }
        return nearest;
    }

    public String scheme(MultiMap headers) {
        String told = trusted ? Forwarding.scheme(headers) : null;
        return told == null ? scheme : told;
    }

    public String authority(MultiMap headers, @Nullable String own) {
        String told = trusted ? Forwarding.host(headers) : null;
        if (told != null) {
            return told;
        }
        return own != null ? own : NetUtil.toSocketAddressString(local);
    }
}
