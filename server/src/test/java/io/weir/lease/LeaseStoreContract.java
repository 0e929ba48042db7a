package io.weir.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every {@link LeaseStore} does. */
public abstract class LeaseStoreContract {
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    protected abstract LeaseStore store();

    @Test
    void hasOneHolder() throws Exception {
        assertThat(store().holder("job")).isEmpty();
        assertThat(store().acquire("job", "a", TTL)).isPresent();
        assertThat(store().acquire("job", "b", TTL)).isEmpty();
        assertThat(store().holder("job")).hasValue("a");

        assertThat(store().acquire("another-job", "b", TTL)).isPresent();
    }

    @Test
    void givesAHolderThatAsksAgainWhatItHolds() throws Exception {
        OptionalLong first = store().acquire("job", "a", TTL);

        assertThat(store().acquire("job", "a", TTL)).isEqualTo(first);
    }

    @Test
    void endsAtItsTimeAndIsGrantedWithAGreaterFence() throws Exception {
        long first = store().acquire("job", "a", SHORT).orElseThrow();

        long second = awaitGrant("b");

        assertThat(second).isGreaterThan(first);
        assertThat(store().renew("job", "a", first, TTL)).isFalse();
        assertThat(store().holder("job")).hasValue("b");
    }

    @Test
    void isHeldOnWhenRenewed() throws Exception {
        long fence = store().acquire("job", "a", SHORT).orElseThrow();

        assertThat(store().renew("job", "a", fence, TTL)).isTrue();

        assertThat(store().acquire("job", "b", TTL)).isEmpty();
        assertThat(store().renew("job", "a", fence + 1, TTL)).isFalse();
        assertThat(store().renew("job", "b", fence, TTL)).isFalse();
    }

    @Test
    void isFreeAtOnceWhenReleased() throws Exception {
        long fence = store().acquire("job", "a", TTL).orElseThrow();

        store().release("job", "b", fence);
        store().release("job", "a", fence - 1);
        assertThat(store().holder("job")).hasValue("a");
        store().release("job", "a", fence);

        assertThat(store().holder("job")).isEmpty();
        assertThat(store().acquire("job", "b", TTL).orElseThrow()).isGreaterThan(fence);
    }

    private long awaitGrant(String holder) {
        OptionalLong[] granted = {OptionalLong.empty()};
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    granted[0] = store().acquire("job", holder, TTL);
                    return granted[0].isPresent();
                });
        return granted[0].orElseThrow();
    }
}
