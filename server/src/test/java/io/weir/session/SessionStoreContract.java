package io.weir.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} does. */
public abstract class SessionStoreContract {
    private static final String SECRET = Digests.sha256("secret");
    private static final Session ADMIN = Session.of("admin", "192.0.2.1", Instant.EPOCH, "a hash");

    protected abstract SessionStore store();

    @Test
    void findsASessionByItsSecretAlone() throws Exception {
        store().create(SECRET, ADMIN, Duration.ofMinutes(1));

        assertThat(store().find(SECRET)).hasValue(ADMIN);
        assertThat(store().find(Digests.sha256("another"))).isEmpty();
    }

    @Test
    void endsASessionAtItsTime() throws Exception {
        store().create(SECRET, ADMIN, Duration.ofMillis(30));

        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(5))
                .until(() -> store().find(SECRET).isEmpty());
    }

    @Test
    void replacesASession() throws Exception {
        Session next = Session.of("admin", "192.0.2.1", Instant.EPOCH, "a hash", "another hash");
        store().create(SECRET, ADMIN, Duration.ofMinutes(1));

        store().replace(SECRET, next);

        assertThat(store().find(SECRET)).hasValue(next);
    }

    @Test
    void endsAReplacedSessionAtItsTime() throws Exception {
        store().create(SECRET, ADMIN, Duration.ofMillis(30));

        store().replace(SECRET, ADMIN);

        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(5))
                .until(() -> store().find(SECRET).isEmpty());
    }

    @Test
    void makesNoSessionByReplacing() throws Exception {
        String missing = Digests.sha256("missing");

        store().replace(missing, ADMIN);

        assertThat(store().find(missing)).isEmpty();
    }

    @Test
    void listsTheSessionsThatLast() throws Exception {
        Session alice = Session.of("alice", "192.0.2.1", Instant.EPOCH, "a hash");
        assertThat(store().list(10)).isEqualTo(new SessionStore.Listing(List.of(), 0));
        store().create(Digests.sha256("ended"), alice, Duration.ofMillis(1));
        store().create(Digests.sha256("long"), alice, Duration.ofHours(2));
        store().create(SECRET, ADMIN, Duration.ofMinutes(1));
        store().replace(SECRET, ADMIN);
        store().create(Digests.sha256("closed"), alice, Duration.ofHours(1));
        store().remove(Digests.sha256("closed"));

        await().atMost(Duration.ofSeconds(5)).until(() -> store().list(10).total() == 2);
        SessionStore.Listing all = store().list(10);
        assertThat(all.first())
                .extracting(SessionStore.Lasting::sha256, SessionStore.Lasting::user)
                .containsExactly(tuple(SECRET, "admin"), tuple(Digests.sha256("long"), "alice"));
        assertThat(Duration.between(
                        all.first().get(0).ends(), all.first().get(1).ends()))
                .isBetween(Duration.ofMinutes(118), Duration.ofMinutes(120));
        assertThat(store().list(1).first()).hasSize(1);
        assertThat(store().list(0)).isEqualTo(new SessionStore.Listing(List.of(), 2));
    }

    @Test
    void tellsAndEndsTheSessionsOfAUser() throws Exception {
        Session alice = Session.of("alice", "192.0.2.7", Instant.EPOCH, "a hash");
        store().create(Digests.sha256("first"), alice, Duration.ofMinutes(1));
        store().create(Digests.sha256("second"), alice, Duration.ofMinutes(2));
        store().create(Digests.sha256("third"), alice, Duration.ofMinutes(3));
        store().create(SECRET, ADMIN, Duration.ofMinutes(1));
        store().remove(Digests.sha256("third"));

        assertThat(store().of("alice"))
                .extracting(SessionStore.Lasting::sha256, SessionStore.Lasting::address)
                .containsExactly(
                        tuple(Digests.sha256("second"), "192.0.2.7"), tuple(Digests.sha256("first"), "192.0.2.7"));

        store().removeAll("alice", Digests.sha256("first"));
        assertThat(store().of("alice"))
                .extracting(SessionStore.Lasting::sha256)
                .containsExactly(Digests.sha256("first"));
        assertThat(store().find(Digests.sha256("second"))).isEmpty();

        store().removeAll("alice", null);
        assertThat(store().of("alice")).isEmpty();
        assertThat(store().find(SECRET)).hasValue(ADMIN);
    }

    @Test
    void endsASessionOnDemand() throws Exception {
        store().create(SECRET, ADMIN, Duration.ofMinutes(1));

        store().remove(SECRET);
        store().remove(SECRET);

        assertThat(store().find(SECRET)).isEmpty();
    }
}
