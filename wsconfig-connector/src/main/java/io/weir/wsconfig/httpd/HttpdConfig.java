package io.weir.wsconfig.httpd;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration of a web server: the main file and what it includes. Sections under a condition ({@code <IfModule>},
 * {@code <IfDefine>}) count as if the condition held. Immutable; a picture of the moment when it was read.
 *
 * @param mainFile {@code httpd.conf} or {@code apache2.conf}
 * @param serverRoot what relative paths start from
 * @param directives all but sections' starts and ends, in the order in which the web server meets them
 * @param firstVirtualHost where the top-level line of the main file starts that first leads to a virtual host; the main file's length where
 *     none does
 */
public record HttpdConfig(
        Path mainFile,
        Path serverRoot,
        List<HttpdDirective> directives,
        List<VirtualHost> virtualHosts,
        int firstVirtualHost) {

    public HttpdConfig {
        directives = List.copyOf(directives);
        virtualHosts = List.copyOf(virtualHosts);
    }

    /** All directives of this name, in whichever case it is written. */
    public Stream<HttpdDirective> directives(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return directives.stream().filter(directive -> directive.name().equals(wanted));
    }

    /** The {@code LoadModule} of this module, such as {@code jk_module}. */
    public Optional<HttpdDirective> module(String identifier) {
        return directives("LoadModule")
                .filter(directive -> !directive.arguments().isEmpty()
                        && directive.arguments().get(0).equals(identifier))
                .findFirst();
    }

    /** The folders from which modules are loaded, each once. */
    public List<Path> moduleFolders() {
        return directives("LoadModule")
                .filter(directive -> directive.arguments().size() > 1)
                .map(directive -> serverRoot
                        .resolve(directive.arguments().get(1))
                        .normalize()
                        .getParent())
                .distinct()
                .toList();
    }
}
