package io.weir.door;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peers whose forwarding headers are believed: addresses and CIDR blocks, IPv4 and IPv6. Immutable; any thread. */
public final class TrustedProxies {
    private final List<IpSubnetFilterRule> blocks;

    private TrustedProxies(List<IpSubnetFilterRule> blocks) {
        this.blocks = blocks;
    }

    /** @throws IllegalArgumentException naming an entry that is neither an address nor a block */
    public static TrustedProxies of(List<String> entries) {
        List<IpSubnetFilterRule> blocks = new ArrayList<>(entries.size());
        for (String entry : entries) {
            blocks.add(block(entry));
        }
        return new TrustedProxies(List.copyOf(blocks));
    }

    private static IpSubnetFilterRule block(String entry) {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
        int width = octets == null ? 0 : octets.length * Byte.SIZE;
        int prefix = slash < 0 ? width : prefix(entry.substring(slash + 1), width);
        if (octets == null || prefix < 0) {
            throw new IllegalArgumentException(
                    "traffic.trustedProxies: " + entry + " (expected: an address or a block such as 10.0.0.0/8)");
        }
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    private static int prefix(String text, int width) {
        int prefix = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 2) {
                return -1;
            }
            prefix = prefix * 10 + digit;
        }
        return text.isEmpty() || prefix > width ? -1 : prefix;
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** True where this address is one of them; an IPv4 address inside IPv6 counts as IPv4. */
    public boolean contains(InetAddress address) {
        if (blocks.isEmpty()) {
            return false;
        }
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        for (IpSubnetFilterRule block : blocks) {
            if (block.matches(socket)) {
                return true;
            }
        }
        return false;
    }

    /** The address in this text, which may have a port and brackets; null for a name, {@code unknown} or rubbish. */
    public static @Nullable InetAddress parse(String text) {
        String address = text;
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            address = end < 0 ? "" : address.substring(1, end);
        } else if (address.indexOf(':') == address.lastIndexOf(':') && address.indexOf(':') > 0) {
            address = address.substring(0, address.indexOf(':'));
        }
        byte[] octets = address.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (octets == null) {
            return null;
        }
        try {
            // Makes an IPv4 address of one mapped into IPv6.
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("octets of " + address + ": " + octets.length + " (expected: 4 or 16)", e);
        }
    }
}
