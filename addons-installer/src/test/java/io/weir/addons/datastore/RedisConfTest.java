package io.weir.addons.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.Secret;
import io.weir.redis.NodeRights;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedisConfTest {
    private static final Path DIR = Path.of("/srv/red is");

    @Test
    void keepsWhatIsWrittenAndNeverEvicts() {
        String text = text(new DatastoreSettings(6379, "127.0.0.1", 0, null, null), Secret.NONE);

        assertThat(text.lines())
                .contains(
                        "bind 127.0.0.1",
                        "port 6379",
                        "protected-mode yes",
                        "appendonly yes",
                        "appendfsync everysec",
                        "maxmemory-policy noeviction",
                        "dir \"/srv/red\\x20is/data\"",
                        "pidfile \"/srv/red\\x20is/run/redis.pid\"");
        assertThat(text).doesNotContain("requirepass", "cluster-enabled", "replicaof");
    }

    @Test
    void asksForThePasswordWhateverCharactersItHas() {
        String text = text(new DatastoreSettings(6379, "127.0.0.1", 0, null, null), Secret.of("a \"b\\\u00e9"));

        assertThat(text.lines())
                .contains("requirepass \"a\\x20\\x22b\\x5c\\xc3\\xa9\"", "masterauth \"a\\x20\\x22b\\x5c\\xc3\\xa9\"");
    }

    @Test
    void followsAMaster() {
        String text = text(new DatastoreSettings(6380, "127.0.0.1", 0, "[fd00::1]:6379", null), Secret.NONE);

        assertThat(text.lines()).contains("replicaof \"fd00::1\" 6379");
    }

    @Test
    void givesNodesAUserOfTheirOwn() {
        String text = text(new DatastoreSettings(6379, "127.0.0.1", 0, null, "node"), Secret.of("a b"));

        assertThat(text.lines())
                .contains(
                        "user default off",
                        "user node on \">a\\x20b\" " + String.join(" ", NodeRights.RULES),
                        "masteruser weir-addons",
                        "masterauth \"a\\x20b\"");
        assertThat(text).doesNotContain("requirepass");
    }

    @Test
    void takesPartInACluster() {
        DatastoreSettings settings = new DatastoreSettings(7000, "127.0.0.1", 3, null, null);

        DatastoreFiles files = new DatastoreFiles(DIR, settings);

        assertThat(files.members()).hasSize(3);
        assertThat(RedisConf.text(settings, files.members().get(2), Secret.NONE).lines())
                .contains("port 7002", "cluster-enabled yes", "dir \"/srv/red\\x20is/3/data\"");
    }

    private static String text(DatastoreSettings settings, Secret password) {
        return RedisConf.text(
                settings, new DatastoreFiles(DIR, settings).members().get(0), password);
    }
}
