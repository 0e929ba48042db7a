package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

class RedisConnectionsIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    @Test
    void opensInTheConfiguredDatabaseUnderItsName() {
        try (Jedis jedis = redis.jedis();
                Connection connection = new RedisConnections(with("", Secret.NONE, 3), "weir-n1").open(second())) {
            assertThat(connection.ping()).isTrue();

            assertThat(jedis.clientList()).contains("name=weir-n1 ").contains(" db=3 ");
        }
    }

    @Test
    void logsInAsAnAclUser() {
        try (Jedis jedis = redis.jedis()) {
            jedis.aclSetUser("weir", "on", ">right", "~*", "&*", "+@all");

            try (RedisClient client =
                    new RedisConnections(with("weir", Secret.of("right"), 0), "t").newClient(second())) {
                assertThat(client.set("k", "v")).isEqualTo("OK");
            }
            assertThatThrownBy(() -> new RedisConnections(with("weir", Secret.of("wrong"), 0), "t").open(second()))
                    .isInstanceOf(JedisException.class)
                    .hasMessageContaining("WRONGPASS");
        }
    }

    @Test
    void handsOutNoConnectionThatDiedWhileIdle() {
        try (Jedis jedis = redis.jedis();
                RedisClient client = redis.connections().newClient(second())) {
            client.set("k", "v");
            jedis.clientKill(
                    ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));

            assertThat(client.get("k")).isEqualTo("v");
        }
    }

    private static Duration second() {
        return Duration.ofSeconds(1);
    }

    private static NodeConfig.DataStore with(String user, Secret password, int database) {
        NodeConfig.DataStore store = redis.dataStore();
        return new NodeConfig.DataStore(
                store.mode(),
                user,
                password,
                database,
                false,
                store.commandTimeout(),
                store.operationTimeout(),
                store.addresses());
    }
}
