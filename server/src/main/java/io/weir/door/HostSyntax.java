package io.weir.door;

import io.netty.util.NetUtil;

/**
 * What may stand in {@code Host}, {@code :authority} and the authority of an absolute target: a DNS name, an IPv4 address or an IPv6
 * address in brackets, then perhaps a port (RFC 9110 §7.2, RFC 3986 §3.2). Names are held to letters, digits, {@code -}, {@code .} and
 * {@code _}: the rest of reg-name has no use but confusion. Any thread.
 */
public final class HostSyntax {
    private static final int MAX_LENGTH = 261;
    private static final int MAX_PORT = 65_535;

    private HostSyntax() {}

    /** True for a host that is not empty, with or without a port. */
    public static boolean isValid(CharSequence authority) {
        int length = authority.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int end = authority.charAt(0) == '[' ? endOfAddress(authority) : endOfName(authority);
        return end > 0 && (end == length || isPort(authority, end));
    }

    private static int endOfName(CharSequence authority) {
        int i = 0;
        while (i < authority.length() && isNameOctet(authority.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameOctet(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || (c >= 'A' && c <= 'Z')
                || c == '_';
    }

    private static int endOfAddress(CharSequence authority) {
        for (int i = 1; i < authority.length(); i++) {
            char c = authority.charAt(i);
            if (c == ']') {
                return NetUtil.isValidIpV6Address(authority.subSequence(1, i)) ? i + 1 : -1;
            }
            if (c == '%') {
                return -1;
            }
        }
        return -1;
    }

    /** RFC 3986 §3.2.3 lets a port be empty. */
    private static boolean isPort(CharSequence authority, int colon) {
        if (authority.charAt(colon) != ':') {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < authority.length(); i++) {
            int digit = authority.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
            if (port > MAX_PORT) {
                return false;
            }
        }
        return true;
    }
}
