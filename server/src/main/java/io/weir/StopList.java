package io.weir;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be stopped in the reverse order; one part that fails to stop does not keep the others. One thread at a time. */
final class StopList {
    private static final Logger log = LoggerFactory.getLogger(StopList.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    /** Stops one part; may block. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private record Part(String name, Action stop) {}

    /** Remembers how to stop what was just started. */
    void add(String name, Action stop) {
        parts.push(new Part(name, stop));
    }

    /** Stops everything, last first. */
    void stopAll() {
        boolean isInterrupted = false;
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.stop().run();
            } catch (InterruptedException e) {
                isInterrupted = true;
            } catch (Exception e) {
                log.warn("{} did not stop cleanly: {}", part.name(), e.toString());
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
