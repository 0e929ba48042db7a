package io.weir.wsconfig.connector;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a connector connects; each site has one connector at most. Immutable.
 *
 * @param folder of Apache's main file, by its real path; empty for IIS
 * @param name the virtual host or the site, or {@code All}
 */
public record Site(WebServer webServer, Optional<Path> folder, String name) {
    /** Every site of the web server, and for Apache the main server too. */
    public static final String ALL = "All";

    /** Whether it is every site. */
    public boolean isAll() {
        return name.equals(ALL);
    }

    /** Host names do not differ by case, and the sites of IIS neither. */
    boolean isSameAs(Site other) {
        return webServer == other.webServer
                && folder.equals(other.folder)
                && name.toLowerCase(Locale.ROOT).equals(other.name.toLowerCase(Locale.ROOT));
    }

    /** How it is called in messages. */
    public String title() {
        return webServer.title() + folder.map(path -> " " + path).orElse("") + ", "
                + (webServer == WebServer.IIS ? "site " : "vhost ") + name;
    }
}
