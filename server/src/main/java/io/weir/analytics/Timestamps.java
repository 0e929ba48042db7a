package io.weir.analytics;

import io.weir.time.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Turns readings of the node's ticker into dates, and dates into text such as {@code 2030-01-31T12:00:00.000Z}. One thread. */
final class Timestamps {
    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InstantSource clock;
    private final Ticker ticker;
    private long anchorMillis;
    private long anchorNanos;
    private long second = Long.MIN_VALUE;
    private String secondText = "";

    Timestamps(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        anchor();
    }

    /** Looks at both clocks again: the wall clock may have been set. */
    void anchor() {
        anchorMillis = clock.millis();
        anchorNanos = ticker.nanos();
    }

    /** Milliseconds of the epoch at a reading of the ticker. */
    long millisAt(long nanos) {
        return anchorMillis + Math.floorDiv(nanos - anchorNanos, NANOS_PER_MILLI);
    }

    /** Writes a date, in quotes. */
    void write(JsonBytes json, long millis) {
        long whole = Math.floorDiv(millis, 1000L);
        if (whole != second) {
            second = whole;
            secondText = TO_SECONDS.format(Instant.ofEpochSecond(whole));
        }
        json.raw('"')
                .raw(secondText)
                .padded((int) Math.floorMod(millis, 1000L), 3)
                .raw("Z\"");
    }
}
