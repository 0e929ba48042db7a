package io.weir.limit;

import java.time.Duration;

/** The counters that all nodes share. {@link LimiterGuard} decides when they are asked, and what holds when they do not answer. */
public interface SharedLimiter {

    /**
     * Connects and makes ready. Blocks; called by a thread that no request waits for.
     *
     * @param timeout for connecting and for each answer
     */
    Session open(Duration timeout) throws SharedLimiterException;

    /** A connection, used by one thread at a time. */
    interface Session extends AutoCloseable {

        /**
         * Asks everything in one round trip. Answers, also those that came before a failure, are put into the trip's takes and reports.
         *
         * @throws SharedLimiterException where this session must not be used again
         */
        void run(Trip trip) throws SharedLimiterException;

        /** Drops the connection; does not wait for the other side. */
        @Override
        void close();
    }
}
