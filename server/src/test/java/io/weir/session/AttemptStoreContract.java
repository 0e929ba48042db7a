package io.weir.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.session.AttemptStore.Tally;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link AttemptStore} does. */
public abstract class AttemptStoreContract {
    private static final Pace PACE = new Pace(2, Duration.ofSeconds(8), Duration.ofMinutes(1));
    private static final Tally ALICE = new Tally("alice at 192.0.2.1", PACE);
    private static final Tally ADDRESS =
            new Tally("192.0.2.1", new Pace(5, Duration.ofSeconds(8), Duration.ofMinutes(1)));

    protected abstract AttemptStore store();

    @Test
    void letsTriesThroughUntilTheyAreTooMany() throws Exception {
        assertThat(store().take(List.of(ALICE))).isZero();
        assertThat(store().take(List.of(ALICE))).isZero();
        assertThat(store().take(List.of(ALICE))).isBetween(500L, 1000L);
    }

    @Test
    void countsNothingWhereOneTallyHasToWait() throws Exception {
        for (int i = 0; i < 10; i++) {
            store().take(List.of(ALICE, ADDRESS));
        }

        assertThat(store().take(List.of(ADDRESS))).isZero();
        assertThat(store().take(List.of(ADDRESS))).isZero();
        assertThat(store().take(List.of(ADDRESS))).isZero();
        assertThat(store().take(List.of(ADDRESS))).isPositive();
    }

    @Test
    void tellsTheLongestWait() throws Exception {
        Tally patient = new Tally("patient", new Pace(1, Duration.ofHours(1), Duration.ofDays(1)));
        store().take(List.of(ALICE, patient));
        store().take(List.of(ALICE));

        assertThat(store().take(List.of(ALICE, patient))).isBetween(500L, 1000L);
    }

    @Test
    void takesBackWhatWasNoGuess() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(store().take(List.of(ALICE))).isZero();
            store().giveBack(List.of(ALICE));
        }

        store().giveBack(List.of(ALICE, new Tally("nobody", PACE)));
        assertThat(store().take(List.of(ALICE))).isZero();
    }

    @Test
    void forgetsOnDemand() throws Exception {
        store().take(List.of(ALICE));
        store().take(List.of(ALICE));
        store().clear(ALICE);

        assertThat(store().take(List.of(ALICE))).isZero();
    }
}
