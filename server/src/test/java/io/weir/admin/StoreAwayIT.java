package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreAwayIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @AfterEach
    void bringTheStoreBack() throws Exception {
        admin.store().away(false);
        admin.store().breakOff(false);
        org.awaitility.Awaitility.await()
                .until(() -> admin.put("/plans/back", "{\"name\":\"B\"}").status() < 300);
    }

    @Test
    void goesOnReadingAndRefusesWrites() throws Exception {
        admin.put("/plans/kept", "{\"name\":\"A\"}");

        admin.store().away(true);
        Answered read = admin.get("/plans/kept");
        Answered first = admin.put("/plans/kept", "{\"name\":\"B\"}");
        org.awaitility.Awaitility.await()
                .until(() -> admin.put("/plans/kept", "{\"name\":\"B\"}").text().contains("nothing was changed"));
        Answered login = admin.send(
                json(
                        admin.request("/sessions"),
                        "POST",
                        "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password())),
                null);

        assertThat(read.status()).isEqualTo(200);
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.code()).isEqualTo("store-unavailable");
        assertThat(first.header("Retry-After")).isEqualTo("1");
        assertThat(login.status()).isEqualTo(503);
    }

    @Test
    void saysThatAnOutcomeIsUnknown() throws Exception {
        admin.store().breakOff(true);
        Answered broken = admin.put("/plans/maybe", "{\"name\":\"A\"}");

        assertThat(broken.status()).isEqualTo(503);
        assertThat(broken.code()).isEqualTo("store-unavailable");
        assertThat(broken.json().path("detail").asText()).contains("may have been made or not");
    }

    @Test
    void keepsSessionsThatItKnows() throws Exception {
        String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(password());
        String token = admin.send(json(admin.request("/sessions"), "POST", body), null)
                .json()
                .path("token")
                .asText();

        admin.store().away(true);

        assertThat(admin.send(admin.request("/plans"), token).status()).isEqualTo(200);
        assertThat(admin.send(admin.request("/plans"), "ws_unknown").status()).isEqualTo(503);
    }

    private static String password() throws Exception {
        return Files.readString(admin.data().resolve("initial-admin-password")).strip();
    }
}
