package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.cluster.AjpSecret;
import io.weir.cluster.SecretFile;
import io.weir.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that share a secret by a real Redis, each at its own pace. */
class AjpSecretIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final RedisClusterSecrets secrets = new RedisClusterSecrets(redis.connections(), "weir");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        secrets.close();
    }

    private AjpSecret start(String node, Secret configured) {
        AjpSecret secret = new AjpSecret(
                secrets,
                configured,
                new SecretFile(folder.resolve(node)),
                InstantSource.system(),
                new SplittableRandom(node.hashCode()));
        secret.start();
        return secret;
    }

    @Test
    void aNodeFollowsWhatAnotherOneSets() throws Exception {
        AjpSecret first = start("first", Secret.NONE);
        AjpSecret second = start("second", Secret.NONE);
        Secret made =
                Secret.of(Files.readString(folder.resolve("first/ajp-secret")).strip());
        assertThat(second.accepts(made)).isTrue();

        AjpSecret third = start("third", Secret.of("new"));
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.accepts(Secret.of("new")) && second.accepts(Secret.of("new")));
            assertThat(first.accepts(made)).isTrue();
            assertThat(third.accepts(made)).isTrue();
        } finally {
            first.stop();
            second.stop();
            third.stop();
        }
        assertThat(folder.resolve("second/ajp-secret")).hasContent("new");
    }
}
