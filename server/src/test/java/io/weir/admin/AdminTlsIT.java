package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.admin.AdminExtension.Answered;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdminTlsIT {
    @RegisterExtension
    static final AdminExtension admin = AdminExtension.overTls();

    @Test
    void keepsTheCookieToTls() throws Exception {
        String password =
                Files.readString(admin.data().resolve(FirstAdmin.FILE)).strip();
        String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password);

        Answered session = admin.send(json(admin.request("/sessions"), "POST", body), null);

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.header("Set-Cookie")).contains("Secure");
    }

    @Test
    void doesNotFallBackToClearText() {
        NodeConfig.Admin without = new NodeConfig.Admin(true, "127.0.0.1", 0, true, null, Secret.NONE);
        NodeConfig.Admin unknown = new NodeConfig.Admin(true, "127.0.0.1", 0, true, Path.of("key.txt"), Secret.NONE);

        assertThatThrownBy(() -> Keystores.of(without)).hasMessageContaining("listeners.admin.keystore: not set");
        assertThatThrownBy(() -> Keystores.of(unknown)).hasMessageContaining("key.txt (expected: a name ending in");
    }
}
