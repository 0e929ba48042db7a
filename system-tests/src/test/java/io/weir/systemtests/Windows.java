package io.weir.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;

/** The windows of hourly limits. They are aligned to the hour: calls that are counted over its turn would rightly be granted twice the limit. */
final class Windows {
    private Windows() {}

    /** Waits for the turn of the hour where it is nearer than what is going to be counted takes. */
    static void awaitNoTurnWithin(Duration counting) {
        Awaitility.await("the turn of the hour")
                .atMost(counting.plusSeconds(10))
                .until(() -> untilTurn().compareTo(counting) > 0);
    }

    private static Duration untilTurn() {
        Instant now = InstantSource.system().instant();
        return Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    }
}
