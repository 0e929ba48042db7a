package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.Renewal.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> told = new ArrayList<>();
    private long nanos;
    private int reloads;

    private final Convergence convergence = new Convergence(
            "self",
            () -> reloads++,
            new Convergence.Listener() {
                @Override
                public void outOfSync(String id, Instant since) {
                    told.add(id + " out since " + Duration.between(START, since).toSeconds());
                }

                @Override
                public void inSync(String id, Instant since) {
                    told.add(id + " in");
                }
            },
            () -> nanos,
            () -> START.plusNanos(nanos));

    @Test
    void saysNothingOfNodesThatServeTheSame() {
        observe(30, at("other", 5, "a"), at("self", 5, "a"));

        assertThat(told).isEmpty();
        assertThat(reloads).isZero();
        assertThat(convergence.outOfSyncSince("other")).isEmpty();
    }

    @Test
    void tellsOfANodeThatIsBehindForTenSecondsAndOfItsReturn() {
        observe(3, at("other", 4, "b"), at("self", 5, "a"));
        assertThat(convergence.outOfSyncSince("other")).contains(START);
        assertThat(told).isEmpty();

        observe(20, at("other", 4, "b"), at("self", 5, "a"));
        assertThat(told).containsExactly("other out since 0");

        observe(1, at("other", 5, "a"), at("self", 5, "a"));
        assertThat(told).containsExactly("other out since 0", "other in");
        assertThat(convergence.outOfSyncSince("other")).isEmpty();
        assertThat(reloads).isZero();
    }

    @Test
    void tellsOfANodeThatSaysItselfThatItDoesNotFollow() {
        observe(12, new Peer("other", new Progress(5, "a", START.minusSeconds(60), 0)), at("self", 5, "a"));

        assertThat(told).containsExactly("other out since 0");
    }

    @Test
    void tellsOfItselfWhereTheOthersAreAhead() {
        observe(12, at("other", 9, "c"), at("self", 5, "a"));

        assertThat(told).containsExactly("self out since 0");
        assertThat(reloads).isZero();
    }

    @Test
    void doesNotTellOfWhoCatchesUpInTime() {
        for (int revision = 5; revision < 60; revision++) {
            observe(1, at("other", revision, "d" + revision), at("self", revision + 1, "d" + (revision + 1)));
            observe(1, at("other", revision + 1, "d" + (revision + 1)), at("self", revision + 1, "d" + (revision + 1)));
        }

        assertThat(told).isEmpty();
        assertThat(reloads).isZero();
    }

    @Test
    void loadsEverythingAgainWhereAnotherHoldsOtherObjectsAndNotTooOften() {
        observe(2, at("other", 5, "b"), at("self", 5, "a"));
        assertThat(reloads).isZero();
        observe(50, at("other", 5, "b"), at("self", 5, "a"));
        assertThat(reloads).isEqualTo(1);
        observe(60, at("other", 5, "b"), at("self", 5, "a"));
        assertThat(reloads).isEqualTo(2);
    }

    @Test
    void doesNotLoadAgainWhileItDoesNotFollowTheStoreItself() {
        observe(30, at("other", 5, "b"), new Peer("self", new Progress(5, "a", START, 0)));

        assertThat(reloads).isZero();
    }

    @Test
    void forgetsWhoIsGone() {
        observe(12, at("other", 4, "b"), at("self", 5, "a"));
        observe(1, at("self", 5, "a"));

        assertThat(told).containsExactly("other out since 0");
        assertThat(convergence.outOfSyncSince("other")).isEmpty();
    }

    /** What is observed, once a second. */
    private void observe(int seconds, Peer... peers) {
        for (int i = 0; i < seconds; i++) {
            convergence.observe(new Renewal(1, QuiesceMode.NONE, List.of(peers)));
            nanos += 1_000_000_000;
        }
    }

    private static Peer at(String id, long revision, @Nullable String digest) {
        return new Peer(id, new Progress(revision, String.valueOf(digest), null, 0));
    }
}
