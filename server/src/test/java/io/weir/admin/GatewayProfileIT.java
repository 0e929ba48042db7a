package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.NodeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatewayProfileIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension(NodeConfig.Profile.GATEWAY);

    @Test
    void letsTheLocalTokenReadTheStatusAlone() throws Exception {
        assertThat(admin.get("/cluster").status()).isEqualTo(200);
        assertThat(admin.get("/settings/datastore").status()).isEqualTo(200);
        assertThat(admin.get("/settings/analytics").status()).isEqualTo(200);
        assertThat(admin.get("/apis").status()).isEqualTo(403);
        assertThat(admin.put("/plans/a", "{\"name\":\"A\"}").status()).isEqualTo(403);
    }
}
