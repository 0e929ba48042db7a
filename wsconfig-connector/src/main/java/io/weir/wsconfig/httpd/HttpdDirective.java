package io.weir.wsconfig.httpd;

import java.nio.file.Path;
import java.util.List;

/**
 * A directive where the web server meets it, after all includes. Immutable.
 *
 * @param name in lower case
 * @param isInVirtualHost false where it belongs to the main server
 */
public record HttpdDirective(String name, List<String> arguments, Path file, int line, boolean isInVirtualHost) {

    /** File and line, for messages. */
    public String place() {
        return file + ":" + line;
    }
}
