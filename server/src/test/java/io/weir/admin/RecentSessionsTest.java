package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentSessionsTest {
    private static final Session ADMIN = Session.of("admin", "192.0.2.1", Instant.EPOCH, "a hash");

    private final AtomicLong now = new AtomicLong();
    private final RecentSessions recent = new RecentSessions(now::get);

    @Test
    void trustsWhatTheStoreSaidForTenMinutes() {
        recent.learn("digest", Optional.of(ADMIN));

        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(recent.find("digest")).contains(ADMIN);

        now.addAndGet(1);
        assertThat(recent.find("digest")).isEmpty();
    }

    @Test
    void forgetsASessionThatEnded() {
        recent.learn("digest", Optional.of(ADMIN));
        recent.learn("digest", Optional.empty());

        assertThat(recent.find("digest")).isEmpty();
    }

    @Test
    void remembersSoManyAndNoMore() {
        for (int i = 0; i <= RecentSessions.MAX_ENTRIES; i++) {
            recent.learn("digest-" + i, Optional.of(ADMIN));
        }

        assertThat(recent.size()).isEqualTo(RecentSessions.MAX_ENTRIES);
        assertThat(recent.find("digest-0")).isEmpty();
    }
}
