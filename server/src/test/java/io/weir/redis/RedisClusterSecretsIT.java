package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterSecrets;
import io.weir.cluster.ClusterSecretsContract;
import io.weir.config.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisClusterSecretsIT extends ClusterSecretsContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final ClusterSecrets secrets = new RedisClusterSecrets(redis.connections(), "weir");

    @Override
    protected ClusterSecrets secrets() {
        return secrets;
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    @Test
    void leavesAnotherClustersSecretsAlone() {
        try (Jedis jedis = redis.jedis()) {
            jedis.set(RedisKeys.CLUSTER_NAME, "other");

            assertThatThrownBy(() -> secrets.change(Secret.of("mine"), Duration.ofHours(1)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("cluster other (expected: weir)");

            assertThat(jedis.exists(RedisKeys.AJP_SECRET)).isFalse();
        }
    }
}
