package io.weir.analytics;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Callers' addresses as the index takes them: valid ones only, whole or without what points at one machine. Any thread. */
final class ClientAddress {
    /** Of an IPv6 address, what its provider hands out. */
    private static final int SITE_OCTETS = 6;

    private ClientAddress() {}

    /** The address; null where it is none. */
    static @Nullable String of(String text, boolean isMasked) {
        boolean isIpv4 = NetUtil.isValidIpV4Address(text);
        if (!isIpv4 && !NetUtil.isValidIpV6Address(text)) {
            return null;
        }
        if (!isMasked) {
            return text;
        }
        return isIpv4 ? text.substring(0, text.lastIndexOf('.')) + ".0" : site(text);
    }

    private static @Nullable String site(String text) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(text);
        if (octets == null) {
            return null;
        }
        Arrays.fill(octets, octets.length == 4 ? 3 : SITE_OCTETS, octets.length, (byte) 0);
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("octets: " + octets.length + " (expected: 4 or 16)", e);
        }
    }
}
