package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.limit.StoreFailure;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisFailuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READONLY You can't write against a read only replica. | READONLY",
                "ERR Error running script (call to f_0a): @user_script:9: -READONLY You can't write | READONLY",
                "MOVED 3999 127.0.0.1:6381 | MOVED",
                "CLUSTERDOWN The cluster is down | MOVED",
                "NOREPLICAS Not enough good replicas to write. | NOREPLICAS",
                "OOM command not allowed when used memory > 'maxmemory'. | OOM",
                "LOADING Redis is loading the dataset in memory | LOADING",
                "MASTERDOWN Link with MASTER is down | READONLY",
                "BUSY Redis is busy running a script. | REFUSED",
                "MISCONF Errors writing to the AOF file | REFUSED",
                "NOPERM this user has no permissions to run the 'evalsha' command | REFUSED",
                "WRONGTYPE Operation against a key holding the wrong kind of value | ERROR",
                "ERR Error running script: attempt to compare nil with number | ERROR"
            })
    void knowsWhatAnErrorMeans(String message, StoreFailure expected) {
        assertThat(RedisFailures.of(new JedisDataException(message))).isEqualTo(expected);
    }

    @Test
    void tellsATimeoutFromABrokenConnection() {
        assertThat(RedisFailures.of(new JedisConnectionException(new SocketTimeoutException("Read timed out"))))
                .isEqualTo(StoreFailure.TIMEOUT);
        assertThat(RedisFailures.of(new JedisConnectionException("Unexpected end of stream.")))
                .isEqualTo(StoreFailure.CONNECTION);
    }
}
