package io.weir.admin;

import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import io.weir.config.Secret;
import java.nio.file.Path;
import java.util.Locale;

/** Where a listener's key and certificate are, by the file's ending: {@code .jks}, {@code .pem} (both in one), else PKCS#12. */
final class Keystores {
    private Keystores() {}

    static KeyCertOptions read(Path file, Secret password) {
        String path = file.toString();
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".pem")) {
            return new PemKeyCertOptions().addCertPath(path).addKeyPath(path);
        }
        return name.endsWith(".jks")
                ? new JksOptions().setPath(path).setPassword(password.reveal())
                : new PfxOptions().setPath(path).setPassword(password.reveal());
    }
}
