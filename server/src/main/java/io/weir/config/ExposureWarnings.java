package io.weir.config;

import io.netty.util.NetUtil;
import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.Admin;
import io.weir.config.NodeConfig.Ajp;
import io.weir.config.NodeConfig.Analytics;
import io.weir.config.NodeConfig.AnalyticsMode;
import io.weir.config.NodeConfig.ClientAuth;
import io.weir.config.NodeConfig.DataStore;
import io.weir.config.NodeConfig.DataStoreMode;
import io.weir.config.NodeConfig.Https;
import io.weir.config.NodeConfig.Portal;
import java.util.ArrayList;
import java.util.List;

/** Names what other machines can reach without protection, or with less than it looks. Allowed, since a container's network may be the protection. */
final class ExposureWarnings {
    private ExposureWarnings() {}

    static List<String> of(NodeConfig config) {
        List<String> warnings = new ArrayList<>();
        Admin admin = config.listeners().admin();
        if (admin.enabled() && !admin.tls() && !isLoopback(admin.host())) {
            warnings.add("listeners.admin.host: " + admin.host()
                    + " without listeners.admin.tls: passwords and tokens cross the network in clear text");
        }
        Portal portal = config.listeners().portal();
        if (portal.enabled() && !isLoopback(portal.host())) {
            warnings.add(
                    "listeners.portal.host: " + portal.host()
                            + " has no TLS: passwords cross the network in clear text, unless a proxy with TLS is the only way there");
        }
        Ajp ajp = config.listeners().ajp();
        if (ajp.enabled() && !isLoopback(ajp.host())) {
            warnings.add("listeners.ajp.host: " + ajp.host()
                    + ": AJP has no encryption, so requests and the secret cross the network in clear text");
        }
        Https https = config.listeners().https();
        if (https.enabled() && https.clientAuth() != ClientAuth.NONE && https.truststore() == null) {
            warnings.add("listeners.https.truststore: not set: clients are checked against the certificates in"
                    + " listeners.https.keystore, so whoever signed the gateway's own can sign a client's");
        }
        DataStore datastore = config.datastore();
        Address address = datastore.addresses().get(0);
        if (datastore.mode() == DataStoreMode.EMBEDDED
                && datastore.password().isEmpty()
                && !isLoopback(address.host())) {
            warnings.add("datastore.address.host: " + address.host()
                    + " without datastore.password: whoever reaches this port rules the cluster");
        }
        Analytics analytics = config.analytics();
        Address server = analytics.addresses().get(0);
        if (analytics.enabled() && analytics.mode() == AnalyticsMode.EMBEDDED && !isLoopback(server.host())) {
            warnings.add(
                    "analytics.address.host: " + server.host()
                            + ": the embedded Elasticsearch has no passwords: whoever reaches this port reads and deletes the records");
        }
        return warnings;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || (NetUtil.isValidIpV4Address(host) && host.startsWith("127."))
                || host.equals("::1");
    }
}
