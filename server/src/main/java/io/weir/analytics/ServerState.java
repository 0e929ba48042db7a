package io.weir.analytics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the analytics server answers, as far as is known; each change is logged once. Any thread. */
final class ServerState {
    private static final Logger log = LoggerFactory.getLogger(ServerState.class);

    private volatile boolean isUp = true;

    boolean isUp() {
        return isUp;
    }

    /** It has answered. */
    void up() {
        if (!isUp) {
            synchronized (this) {
                if (!isUp) {
                    isUp = true;
                    log.info("the analytics server answers again");
                }
            }
        }
    }

    /** It has not. */
    void away(String reason) {
        if (isUp) {
            synchronized (this) {
                if (isUp) {
                    isUp = false;
                    log.warn("the analytics server is away: {}; records are kept on disk until it is back", reason);
                }
            }
        }
    }
}
