package io.weir.wsconfig.cluster;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules for what a node's description may hold, whichever form it comes in. They are strict because ids and hosts go into the web
 * server's configuration: nothing that came over the network may end a line there.
 */
final class NodeValues {
    static final int MAX_WEIGHT = 1000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?\\.?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]{1,32})?");
    private static final int MAX_PORT = 65535;

    private final String source;

    /** @param source named in every problem */
    NodeValues(String source) {
        this.source = source;
    }

    String id(String value) {
        return matching(ID, value, "node id", "letters, digits, - . _, at most 63");
    }

    /** A name, an IPv4 address or an IPv6 address without brackets. */
    String host(String value) {
        String bare = value.startsWith("[") && value.endsWith("]") ? value.substring(1, value.length() - 1) : value;
        return IPV6.matcher(bare).matches() ? bare : matching(HOST, value, "host", "a host name or an IP address");
    }

    ClusterNode.State state(String value) {
        return Arrays.stream(ClusterNode.State.values())
                .filter(state -> name(state).equals(value))
                .findFirst()
                .orElseThrow(() -> problem("state", value, states()));
    }

    int port(String value) {
        return number(value, "port", 1, MAX_PORT);
    }

    int weight(String value) {
        return number(value, "weight", 0, MAX_WEIGHT);
    }

    long generation(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw problem("generation", value, "a whole number");
        }
    }

    /** As the schema of cluster.xml has it: a value that is neither would make a closed door look open. */
    boolean flag(String value) {
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw problem("loopback", value, "true or false");
        };
    }

    WsconfigException problem(String what, String value, String expected) {
        return new WsconfigException(source + ": " + what + ": " + shown(value) + " (expected: " + expected + ")");
    }

    private int number(String value, String what, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below.
        }
        throw problem(what, value, "a whole number, " + min + " to " + max);
    }

    private String matching(Pattern pattern, String value, String what, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw problem(what, value, expected);
        }
        return value;
    }

    private static String states() {
        return Arrays.stream(ClusterNode.State.values()).map(NodeValues::name).collect(Collectors.joining(", "));
    }

    private static String name(ClusterNode.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What came from outside is shown without its control characters and not at full length. */
    private static String shown(String value) {
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.isEmpty() ? "nothing" : clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
