package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Kind;
import io.weir.catalog.Role;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.datastore.Obstacle;
import io.weir.datastore.ObstacleException;
import io.weir.datastore.StoreProbe;
import io.weir.datastore.StoreTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatastoreSettingsIT {
    private static final String PATH = "/settings/datastore";
    private static final String ELSEWHERE = "{\"mode\": \"standalone\", \"addresses\": [\"10.0.0.7:6380\"]}";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    private final FakeDatastore store = admin.datastore();

    @AfterEach
    void reset() {
        store.current = NodeConfig.defaults().datastore();
        store.test = new StoreTest(List.of(), null, null, List.of());
        store.obstacle = null;
        store.isSameCatalog = false;
        store.asked.clear();
    }

    @Test
    void takesWhatItShows() throws Exception {
        JsonNode shown = admin.get(PATH).json();

        Answered put = admin.put(PATH, shown.toString());

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("moved").booleanValue()).isFalse();
        assertThat(put.json().path("loginNeeded").booleanValue()).isFalse();
        assertThat(put.json().path("settings")).isEqualTo(shown);
        assertThat(store.asked).containsExactly(NodeConfig.defaults().datastore());
    }

    @Test
    void readsEverySettingAndFillsInDefaults() throws Exception {
        admin.post(PATH + "/test", ELSEWHERE);
        admin.post(PATH + "/test", """
                {"mode": "standalone", "addresses": ["[::1]:7000"], "database": 3, "tls": true, "username": "u",
                 "password": "${env:HOME}", "commandTimeout": "70ms", "operationTimeout": "PT9S"}""");

        NodeConfig.DataStore defaults = NodeConfig.defaults().datastore();
        assertThat(store.asked.get(0))
                .isEqualTo(new NodeConfig.DataStore(
                        NodeConfig.DataStoreMode.STANDALONE,
                        "",
                        Secret.NONE,
                        0,
                        false,
                        defaults.commandTimeout(),
                        defaults.operationTimeout(),
                        List.of(new NodeConfig.Address("10.0.0.7", 6380))));
        assertThat(store.asked.get(1))
                .isEqualTo(new NodeConfig.DataStore(
                        NodeConfig.DataStoreMode.STANDALONE,
                        "u",
                        Secret.of("${env:HOME}"),
                        3,
                        true,
                        Duration.ofMillis(70),
                        Duration.ofSeconds(9),
                        List.of(new NodeConfig.Address("::1", 7000))));
    }

    @Test
    void keepsThePasswordForTheSameAddressAlone() throws Exception {
        admin.put(PATH, ELSEWHERE.replace("}", ", \"password\": \"secret\"}"));

        admin.post(PATH + "/test", ELSEWHERE);
        admin.post(PATH + "/test", ELSEWHERE.replace("}", ", \"password\": \"\"}"));
        admin.post(PATH + "/test", ELSEWHERE.replace("10.0.0.7", "10.0.0.8"));

        assertThat(store.asked)
                .extracting(asked -> asked.password().reveal())
                .containsExactly("secret", "secret", "", "");
        Answered shown = admin.get(PATH);
        assertThat(shown.json().path("passwordSet").booleanValue()).isTrue();
        assertThat(shown.text()).doesNotContain("secret");
    }

    @Test
    void namesEveryBadValueAndNoPassword() throws Exception {
        Answered answer = admin.put(PATH, """
                {"mode": "standalone", "addresses": ["a:1", "b:2"], "database": 70000, "commandTimeout": "soon",
                 "password": "hunter2"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorPaths()).contains("database", "commandTimeout", "addresses");
        assertThat(answer.text()).doesNotContain("hunter2");
        assertThat(admin.put(PATH, "{\"mode\": \"cluster\"}").text()).contains("does not have this yet: Redis Cluster");
        assertThat(admin.put(PATH, "{\"mode\": \"standalone\", \"pasword\": \"x\"}")
                        .errorPaths())
                .containsExactly("pasword");
        assertThat(admin.put(PATH, "{}").errorPaths()).containsExactly("mode");
        assertThat(store.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, 409, store-empty",
        "NOT_EMPTY, 409, store-not-empty",
        "CLUSTER_NAME, 409, cluster-name-differs",
        "NODE_ID, 409, node-id-taken",
        "OWN_STORE, 409, own-store",
        "CONFIG, 409, config-not-writable",
        "DISK, 500, disk-failed",
        "UNAVAILABLE, 503, store-unavailable",
        "WRONG_PASSWORD, 409, datastore-unusable",
        "REPLICA, 409, datastore-unusable"
    })
    void saysWhyItStaysWhereItIs(Obstacle obstacle, int status, String code) throws Exception {
        store.obstacle = new ObstacleException(obstacle, "this is why");

        Answered answer = admin.put(PATH, ELSEWHERE);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("detail").asText()).endsWith("this is why");
    }

    @Test
    void passesOnWhetherToSeed() throws Exception {
        admin.put(PATH + "?seed=true", ELSEWHERE);
        assertThat(store.wasSeeding).isTrue();
        admin.put(PATH + "?seed=false", ELSEWHERE);
        assertThat(store.wasSeeding).isFalse();
        assertThat(admin.put(PATH + "?seed=maybe", ELSEWHERE).status()).isEqualTo(422);
    }

    @Test
    void tellsThatTheCallersTokenDoesNotCountAnyMore() throws Exception {
        String token = admin.tokenOf(Role.ADMIN);

        Answered local = admin.put(PATH, ELSEWHERE);
        assertThat(local.json().path("loginNeeded").booleanValue()).isFalse();
        assertThat(local.json().path("withoutDocument").path("items").get(0).asText())
                .isEqualTo("pets");
        assertThat(local.json().path("warnings").get(0).asText()).isEqualTo("careful");

        Answered stillKnown =
                admin.send(AdminExtension.json(admin.request(PATH), "PUT", ELSEWHERE.replace("6380", "6381")), token);
        assertThat(stillKnown.json().path("loginNeeded").booleanValue()).isFalse();
    }

    @Test
    void asksForALogInAfterAMoveByASession() throws Exception {
        String password = java.nio.file.Files.readString(admin.data().resolve(FirstAdmin.FILE))
                .strip();
        String session = admin.post("/sessions", "{\"username\": \"admin\", \"password\": \"" + password + "\"}")
                .json()
                .path("token")
                .asText();

        Answered moved =
                admin.send(AdminExtension.json(admin.request(PATH), "PUT", ELSEWHERE.replace("6380", "6382")), session);
        assertThat(moved.json().path("loginNeeded").booleanValue()).isTrue();
        store.isSameCatalog = true;
        Answered same =
                admin.send(AdminExtension.json(admin.request(PATH), "PUT", ELSEWHERE.replace("6380", "6383")), session);
        assertThat(same.json().path("loginNeeded").booleanValue()).isFalse();
    }

    @Test
    void showsWhatATrialFound() throws Exception {
        store.test = new StoreTest(
                List.of(new StoreTest.Found(Obstacle.CLUSTER_NAME, "theirs")),
                new StoreProbe.Server("7.2.0", "master", "standalone", Duration.ofMillis(2), null),
                new StoreTest.Contents(
                        "theirs",
                        new CatalogStore.Position("e", 12, "t"),
                        false,
                        false,
                        List.of("n-7"),
                        Map.of(Kind.API, 3L),
                        4,
                        new StoreTest.Losses(List.of(new StoreTest.Loss("shop", "Shop")), 1),
                        new StoreTest.Losses(List.of(), 0),
                        null),
                List.of("careful"));

        JsonNode test = admin.post(PATH + "/test", ELSEWHERE).json();

        assertThat(test).isEqualTo(AdminJson.MAPPER.readTree("""
                {"usable": false, "obstacles": [{"reason": "cluster-name", "message": "theirs"}],
                 "server": {"version": "7.2.0", "role": "master", "mode": "standalone", "latencyMillis": 2.0},
                 "contents": {"cluster": "theirs", "empty": false, "sameCatalog": false, "sameStore": false, "epoch": "e",
                              "revision": 12, "nodes": ["n-7"], "objects": {"api": 3}, "sessions": 4},
                 "losses": {"apis": {"total": 1, "items": [{"id": "shop", "name": "Shop"}]}, "users": {"total": 0, "items": []}},
                 "warnings": ["careful"]}"""));
    }

    @Test
    void isForAdminsAlone() throws Exception {
        String publisher = admin.tokenOf(Role.PUBLISHER);

        assertThat(admin.send(AdminExtension.json(admin.request(PATH), "PUT", ELSEWHERE), publisher)
                        .status())
                .isEqualTo(403);
        assertThat(admin.postAs(publisher, PATH + "/test", ELSEWHERE).status()).isEqualTo(403);
        assertThat(admin.postAs(publisher, "/cluster/catalog/restore", "{}").status())
                .isEqualTo(403);
        assertThat(admin.postAs(publisher, "/cluster/catalog/adopt", "{}").status())
                .isEqualTo(403);
    }
}
