package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatewayIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @BeforeAll
    static void makeApi() throws Exception {
        admin.put("/apis/hidden", "{\"name\":\"Hidden\",\"context\":\"/hidden\"}");
    }

    @Test
    void tellsWhereCallersReachApis() throws Exception {
        Answered gateway = admin.get("/gateway");

        assertThat(gateway.json().path("url").asText()).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void triesOnlyWhatTheCallerMaySee() throws Exception {
        String body = "{\"method\":\"GET\",\"path\":\"/\"}";

        assertThat(admin.postAs(admin.tokenOf(Role.SUBSCRIBER), "/apis/hidden/try", body)
                        .status())
                .isEqualTo(404);
        assertThat(admin.postAs(admin.tokenOf(Role.VIEWER), "/apis/hidden/try", body)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatIsNoPathOfTheApi() throws Exception {
        assertThat(admin.post("/apis/hidden/try", "{\"method\":\"GET\",\"path\":\"@elsewhere\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/apis/hidden/try", "{\"method\":\"GET\",\"path\":\"/a b\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/apis/hidden/try", "{\"method\":\"GET\",\"path\":\"/a|b\"}")
                        .errorPaths())
                .contains("path");
    }

    @Test
    void leavesTheConnectionsFieldsToTheNode() throws Exception {
        Answered refused = admin.post(
                "/apis/hidden/try",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":[{\"name\":\"HOST\",\"value\":\"x\"}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorPaths()).contains("headers[0].name");
    }
}
