package io.weir.door;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a trusted proxy says about the caller: {@code X-Forwarded-For/-Proto/-Host}, else {@code Forwarded} (RFC 7239). Of several
 * values the last counts, which is the nearest proxy's. Any thread.
 */
final class Forwarding {
    private Forwarding() {}

    /** The addresses that the request came by, the nearest last, as written. */
    static List<String> addresses(MultiMap headers) {
        List<String> lists = headers.getAll("x-forwarded-for");
        List<String> addresses = new ArrayList<>();
        if (!lists.isEmpty()) {
            for (String list : lists) {
                for (String element : elements(list, ',')) {
                    addresses.add(element);
                }
            }
            return addresses;
        }
        for (String list : headers.getAll("forwarded")) {
            for (String element : elements(list, ',')) {
                String address = parameter(element, "for");
                addresses.add(address == null ? "" : address);
            }
        }
        return addresses;
    }

    /** {@code http} or {@code https}; null where nothing valid is said. */
    static @Nullable String scheme(MultiMap headers) {
        String told = last(headers, "x-forwarded-proto", "proto");
        if ("https".equalsIgnoreCase(told)) {
            return "https";
        }
        return "http".equalsIgnoreCase(told) ? "http" : null;
    }

    /** The host that the caller asked for; null where nothing valid is said. */
    static @Nullable String host(MultiMap headers) {
        String told = last(headers, "x-forwarded-host", "host");
        return told != null && HostSyntax.isValid(told) ? told : null;
    }

    private static @Nullable String last(MultiMap headers, String field, String parameter) {
        List<String> values = headers.getAll(field);
        if (!values.isEmpty()) {
            List<String> elements = elements(values.get(values.size() - 1), ',');
            return elements.get(elements.size() - 1);
        }
        List<String> forwarded = headers.getAll("forwarded");
        if (forwarded.isEmpty()) {
            return null;
        }
        List<String> elements = elements(forwarded.get(forwarded.size() - 1), ',');
        return parameter(elements.get(elements.size() - 1), parameter);
    }

    /** The value of a parameter of one Forwarded element, without its quotes. */
    private static @Nullable String parameter(String element, String name) {
        for (String pair : elements(element, ';')) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = pair.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return null;
    }

    /** The parts between separators that stand outside of quotes, stripped; at least one. */
    private static List<String> elements(String text, char separator) {
        List<String> elements = new ArrayList<>(2);
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                elements.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        elements.add(text.substring(start).strip());
        return elements;
    }
}
