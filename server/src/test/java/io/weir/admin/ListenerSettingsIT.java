package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListenerSettingsIT {
    private static final String PATH = "/settings/listeners";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void showsWhatIsSharedAndWhatIsInForce() throws Exception {
        Answered put = admin.put(PATH, "{\"shared\":{\"http\":{\"enabled\":true,\"host\":\"0.0.0.0\",\"port\":80}}}");
        Answered got = admin.get(PATH);

        assertThat(put.status()).isEqualTo(200);
        assertThat(got.json()).isEqualTo(put.json());
        assertThat(got.json().path("shared").path("http").path("port").asInt()).isEqualTo(80);
        assertThat(got.json().path("inForce").path("http").path("port").asInt()).isEqualTo(8080);
        assertThat(got.json().path("taken").asBoolean()).isFalse();
        assertThat(admin.put(PATH, "{\"shared\":{}}").json().path("shared")).isEmpty();
    }

    @Test
    void namesEveryValueThatDoesNotFit() throws Exception {
        Answered refused = admin.put(
                PATH,
                "{\"shared\":{\"http\":{\"enabled\":true,\"host\":\"\",\"port\":0},\"ftp\":{\"enabled\":true,\"host\":\"h\",\"port\":21}}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorPaths()).contains("shared.http.host", "shared.http.port", "shared.ftp");
    }
}
