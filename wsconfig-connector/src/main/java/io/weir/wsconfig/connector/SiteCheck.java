package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.httpd.HttpdConfig;
import io.weir.wsconfig.httpd.HttpdDirective;
import io.weir.wsconfig.httpd.VirtualHost;
import java.util.List;

/** Looks whether a site can be connected at all, before anything is changed. */
final class SiteCheck {
    private SiteCheck() {}

    /** @throws WsconfigException where there is no such site, or where it has what mod_jk knows one of */
    static void check(HttpdConfig config, ConnectorSettings settings) {
        List<VirtualHost> hosts = config.virtualHosts().stream()
                .filter(host ->
                        settings.site().isAll() || host.isCalled(settings.site().name()))
                .toList();
        if (hosts.isEmpty() && !settings.site().isAll()) {
            throw unknown(config, settings);
        }
        config.directives("JkMountFile")
                .filter(directive -> settings.protocol() == Protocol.AJP && isInTheWay(directive, hosts, settings))
                .findFirst()
                .ifPresent(directive -> {
                    throw new WsconfigException(
                            directive.place() + ": JkMountFile is set already, and mod_jk reads one for each"
                                    + " server (expected: none; -mapping adds own rules)");
                });
    }

    private static boolean isInTheWay(HttpdDirective directive, List<VirtualHost> hosts, ConnectorSettings settings) {
        return settings.site().isAll()
                ? !directive.isInVirtualHost()
                : hosts.stream().anyMatch(host -> host.holds(directive));
    }

    private static WsconfigException unknown(HttpdConfig config, ConnectorSettings settings) {
        List<String> known = config.virtualHosts().stream()
                .map(VirtualHost::title)
                .distinct()
                .toList();
        return new WsconfigException("-vhost: " + settings.site().name()
                + " (expected: All, or the ServerName, alias or site file of a virtual" + " host that is in force: "
                + (known.isEmpty() ? "there is none" : String.join(", ", known)) + ")");
    }
}
