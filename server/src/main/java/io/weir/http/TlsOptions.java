package io.weir.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Makes TLS options of {@code listeners.https}: the keystore's kind by its name ({@code .p12}, {@code .pfx}; {@code .jks}; {@code .pem}
 * with key and certificates), TLS 1.2 and 1.3, h2 and HTTP/1.1 by ALPN. Client certificates are checked against the certificates in the
 * same file. Any thread.
 */
final class TlsOptions {
    private TlsOptions() {}

    static NetServerOptions of(NodeConfig.Https https) {
        Path keystore = https.keystore();
        if (keystore == null) {
            throw new IllegalArgumentException(
                    "listeners.https.keystore: not set (expected: a PKCS#12, JKS or PEM file)");
        }
        NetServerOptions options = new NetServerOptions().setSsl(true).setUseAlpn(true);
        boolean checksClients = https.clientAuth() != NodeConfig.ClientAuth.NONE;
        setKeys(options, keystore, https.keystorePassword().reveal(), checksClients);
        options.getSslOptions()
                .setApplicationLayerProtocols(List.of("h2", "http/1.1"))
                .setClientAuth(ClientAuth.valueOf(
                        https.clientAuth() == NodeConfig.ClientAuth.REQUIRE
                                ? "REQUIRED"
                                : https.clientAuth().name()));
        return options;
    }

    private static void setKeys(NetServerOptions options, Path keystore, String password, boolean checksClients) {
        String file = keystore.toString();
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".p12") || name.endsWith(".pfx")) {
            PfxOptions keys = new PfxOptions().setPath(file).setPassword(password);
            options.setKeyCertOptions(keys);
            if (checksClients) {
                options.setTrustOptions(keys);
            }
        } else if (name.endsWith(".jks")) {
            JksOptions keys = new JksOptions().setPath(file).setPassword(password);
            options.setKeyCertOptions(keys);
            if (checksClients) {
                options.setTrustOptions(keys);
            }
        } else if (name.endsWith(".pem")) {
            options.setKeyCertOptions(new PemKeyCertOptions().setKeyPath(file).setCertPath(file));
            if (checksClients) {
                options.setTrustOptions(new PemTrustOptions().addCertPath(file));
            }
        } else {
            throw new IllegalArgumentException(
                    "listeners.https.keystore: " + file + " (expected: a name ending in .p12, .pfx, .jks or .pem)");
        }
    }
}
