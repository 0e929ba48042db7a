package io.weir.wsconfig.httpd;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A {@code <VirtualHost>} section. Immutable.
 *
 * @param file that it stands in
 * @param endLine the line of its {@code </VirtualHost>}
 * @param endOffset where that line starts in that file's text
 * @param addresses as after {@code <VirtualHost}
 * @param names its ServerName and its ServerAliases, as written
 */
public record VirtualHost(Path file, int line, int endLine, int endOffset, List<String> addresses, List<String> names) {

    public VirtualHost {
        addresses = List.copyOf(addresses);
        names = List.copyOf(names);
    }

    /** Whether a user means this one: by server name, alias, site file with or without {@code .conf}, or address. */
    public boolean isCalled(String wanted) {
        String fileName = String.valueOf(file.getFileName());
        return names.stream().map(VirtualHost::host).anyMatch(host(wanted)::equals)
                || fileName.equals(wanted)
                || fileName.equals(wanted + ".conf")
                || addresses.contains(wanted);
    }

    /** Whether this directive stands in it, in the same file. */
    public boolean holds(HttpdDirective directive) {
        return directive.file().equals(file) && directive.line() > line && directive.line() < endLine;
    }

    /** How it is called in a list for users. */
    public String title() {
        return names.isEmpty() ? String.valueOf(file.getFileName()) : host(names.get(0));
    }

    /** A ServerName may carry a scheme and a port. */
    private static String host(String serverName) {
        String bare = serverName.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
        return bare.replaceFirst(":\\d+$", "");
    }
}
