package io.weir.admin;

import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.Locale;

/** The admin listener's key and certificate; the keystore's kind by its name, as for {@code listeners.https}. */
final class Keystores {
    private Keystores() {}

    /** @throws IllegalArgumentException where none is set, or its name does not tell its kind */
    static KeyCertOptions of(NodeConfig.Admin listener) {
        Path keystore = listener.keystore();
        if (keystore == null) {
            throw new IllegalArgumentException(
                    "listeners.admin.keystore: not set (expected: a PKCS#12, JKS or PEM file, because tls is true)");
        }
        String file = keystore.toString();
        String name = file.toLowerCase(Locale.ROOT);
        String password = listener.keystorePassword().reveal();
        if (name.endsWith(".p12") || name.endsWith(".pfx")) {
            return new PfxOptions().setPath(file).setPassword(password);
        }
        if (name.endsWith(".jks")) {
            return new JksOptions().setPath(file).setPassword(password);
        }
        if (name.endsWith(".pem")) {
            return new PemKeyCertOptions().setKeyPath(file).setCertPath(file);
        }
        throw new IllegalArgumentException(
                "listeners.admin.keystore: " + file + " (expected: a name ending in .p12, .pfx, .jks or .pem)");
    }
}
