package io.weir.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Makes TLS options of {@code listeners.https}: the keystore's kind by its name ({@code .p12}, {@code .pfx}; {@code .jks}; {@code .pem}
 * with key and certificates), TLS 1.2 and 1.3, h2 and HTTP/1.1 by ALPN. Client certificates are checked against those of the truststore,
 * a file of the same kinds, else against those of the keystore. Any thread.
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
        options.setKeyCertOptions(keys(keystore, https.keystorePassword().reveal()));
        if (https.clientAuth() != NodeConfig.ClientAuth.NONE) {
            Path truststore = https.truststore();
            options.setTrustOptions(
                    truststore == null
                            ? trust(
                                    "keystore",
                                    keystore,
                                    https.keystorePassword().reveal())
                            : trust(
                                    "truststore",
                                    truststore,
                                    https.truststorePassword().reveal()));
        }
        options.getSslOptions()
                .setApplicationLayerProtocols(List.of("h2", "http/1.1"))
                .setClientAuth(ClientAuth.valueOf(
                        https.clientAuth() == NodeConfig.ClientAuth.REQUIRE
                                ? "REQUIRED"
                                : https.clientAuth().name()));
        return options;
    }

    private static KeyCertOptions keys(Path keystore, String password) {
        String file = keystore.toString();
        return switch (Kind.of("keystore", file)) {
            case PKCS12 -> new PfxOptions().setPath(file).setPassword(password);
            case JKS -> new JksOptions().setPath(file).setPassword(password);
            case PEM -> new PemKeyCertOptions().setKeyPath(file).setCertPath(file);
        };
    }

    private static TrustOptions trust(String setting, Path store, String password) {
        String file = store.toString();
        return switch (Kind.of(setting, file)) {
            case PKCS12 -> new PfxOptions().setPath(file).setPassword(password);
            case JKS -> new JksOptions().setPath(file).setPassword(password);
            case PEM -> new PemTrustOptions().addCertPath(file);
        };
    }

    /** What a file of keys or certificates is, told by its name. */
    private enum Kind {
        PKCS12,
        JKS,
        PEM;

        static Kind of(String setting, String file) {
            String name = file.toLowerCase(Locale.ROOT);
            if (name.endsWith(".p12") || name.endsWith(".pfx")) {
                return PKCS12;
            }
            if (name.endsWith(".jks")) {
                return JKS;
            }
            if (name.endsWith(".pem")) {
                return PEM;
            }
            throw new IllegalArgumentException("listeners.https." + setting + ": " + file
                    + " (expected: a name ending in .p12, .pfx, .jks or .pem)");
        }
    }
}
