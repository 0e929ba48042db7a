package io.weir.config;

import io.netty.util.NetUtil;
import io.weir.config.NodeConfig.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value. Immutable; any thread.
 *
 * @param parser gives nothing for a text that is none of the type's values
 * @param expected those values in words, for messages
 */
record ValueType<T>(Function<String, Optional<T>> parser, String expected) {
    static final ValueType<Boolean> BOOLEAN = new ValueType<>(ValueType::parseBoolean, "true or false");
    static final ValueType<Secret> SECRET = new ValueType<>(text -> Optional.of(Secret.of(text)), "text");

    /** What an IP address or host name is made of; an IPv6 address with or without brackets. */
    static final ValueType<String> HOST = new ValueType<>(ValueType::parseHost, "a host name or an IP address");

    static final ValueType<List<Address>> ADDRESSES = new ValueType<>(
            text -> parseList(text, ValueType::parseAddress).filter(list -> !list.isEmpty()),
            "host:port,host:port with ports 1 to 65535, IPv6 hosts in brackets");
    static final ValueType<List<String>> NETWORKS = new ValueType<>(
            text -> parseList(text, ValueType::parseNetwork), "IP addresses or CIDR blocks, separated by commas");
    static final ValueType<String> HTTP_URL = new ValueType<>(
            text -> Optional.of(text).filter(ValueType::isHttpUrl),
            "an absolute http or https URL without user, query and fragment");

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?");

    /** The value of a text, if it has one. */
    Optional<T> parse(String text) {
        return parser.apply(text);
    }

    /** This type's values, or nothing for an empty text. */
    ValueType<Optional<T>> orEmpty() {
        return new ValueType<>(this::parseOrEmpty, "empty, or " + expected);
    }

    /** The outer one is empty for a bad text, the inner one for no text. */
    private Optional<Optional<T>> parseOrEmpty(String text) {
        if (text.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        Optional<T> value = parse(text);
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    /** The whole text must match. */
    static ValueType<String> matching(String pattern, String expected) {
        Pattern compiled = Pattern.compile(pattern);
        return new ValueType<>(text -> Optional.of(text).filter(compiled.asMatchPredicate()), expected);
    }

    static ValueType<Integer> integer(int min, int max) {
        return new ValueType<>(
                text -> parseLong(text)
                        .filter(value -> value >= min && value <= max)
                        .map(Math::toIntExact),
                "a whole number, " + min + " to " + max);
    }

    /** @param min in the form that is read, such as {@code 1ms} */
    static ValueType<Duration> duration(String min, String max) {
        Duration least = Quantity.duration(min).orElseThrow();
        Duration most = Quantity.duration(max).orElseThrow();
        return new ValueType<>(
                text -> Quantity.duration(text)
                        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
                "a duration from " + min + " to " + max + ", in ms, s, m, h or d");
    }

    /** @param min in the form that is read, such as {@code 8KB} */
    static ValueType<Long> size(String min, String max) {
        long least = Quantity.size(min).orElseThrow();
        long most = Quantity.size(max).orElseThrow();
        return new ValueType<>(
                text -> Quantity.size(text).filter(value -> value >= least && value <= most),
                "a size from " + min + " to " + max + ", in B, KB, MB, GB or TB");
    }

    /** The constants of an enum, written {@code all-in-one} for {@code ALL_IN_ONE}. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return new ValueType<>(
                text -> constants.stream()
                        .filter(constant -> written(constant).equals(text))
                        .findFirst(),
                constants.stream().map(ValueType::written).collect(Collectors.joining(", ")));
    }

    /** A file; a relative one lies in this directory. */
    static ValueType<Path> file(Path directory) {
        return new ValueType<>(text -> parsePath(directory, text), "a file's path");
    }

    /** The form in which an enum's constant stands in the file. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Boolean> parseBoolean(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> parseLong(String text) {
        return Quantity.isDigits(text) ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<String> parseHost(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return Optional.of(text.substring(1, text.length() - 1)).filter(NetUtil::isValidIpV6Address);
        }
        return Optional.of(text)
                .filter(host -> NetUtil.isValidIpV6Address(host)
                        || HOST_NAME.matcher(host).matches());
    }

    private static Optional<Address> parseAddress(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
            return Optional.empty();
        }
        Optional<Integer> port = integer(1, 65535).parse(text.substring(colon + 1));
        return parseHost(host).flatMap(valid -> port.map(number -> new Address(valid, number)));
    }

    private static Optional<String> parseNetwork(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v6 = NetUtil.isValidIpV6Address(address) && address.indexOf('%') < 0;
        boolean valid = (v6 || NetUtil.isValidIpV4Address(address))
                && (slash < 0
                        || integer(0, v6 ? 128 : 32)
                                .parse(text.substring(slash + 1))
                                .isPresent());
        return valid ? Optional.of(text) : Optional.empty();
    }

    /** Parts between commas, white space around them ignored; an empty text is an empty list, an empty part is none. */
    private static <P> Optional<List<P>> parseList(String text, Function<String, Optional<P>> part) {
        if (text.isBlank()) {
            return Optional.of(List.of());
        }
        List<Optional<P>> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).map(part).toList();
        return parts.stream().allMatch(Optional::isPresent)
                ? Optional.of(parts.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= 65535
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private static Optional<Path> parsePath(Path directory, String text) {
        try {
            return Optional.of(directory.resolve(text));
        } catch (InvalidPathException invalid) {
            return Optional.empty();
        }
    }
}
