package io.weir.wsconfig.connector;

import java.time.Duration;

/**
 * How closely a watch follows. Immutable.
 *
 * @param filePoll between two looks at a file
 * @param serverPoll between two calls of an admin API
 * @param quiet so long a description must stay the same before it is acted on: several changes make one reload
 * @param patience but no longer than this after the first change
 * @param retry after a failure; doubled with each further one
 * @param maxRetry the longest of these
 */
public record WatchTiming(
        Duration filePoll, Duration serverPoll, Duration quiet, Duration patience, Duration retry, Duration maxRetry) {
    /** A quiesced node serves for two seconds more: the web server must know before. */
    public static final WatchTiming DEFAULT = new WatchTiming(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60));
}
