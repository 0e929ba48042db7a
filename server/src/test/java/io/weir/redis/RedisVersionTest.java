package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisVersionTest {

    @Test
    void readsWhatTheServerPrints() {
        assertThat(RedisVersion.in("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64"))
                .contains(new RedisVersion(7, 0, 15));
        assertThat(RedisVersion.in("error while loading shared libraries: libssl.so.3"))
                .isEmpty();
    }

    @Test
    void ordersByNumberNotByText() {
        assertThat(new RedisVersion(7, 10, 0)).isGreaterThan(new RedisVersion(7, 9, 9));
        assertThat(new RedisVersion(10, 0, 0)).isGreaterThan(new RedisVersion(7, 0, 0));
    }
}
