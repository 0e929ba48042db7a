package io.weir.analytics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the spool takes what the analytics server does not, as far as is known; each change is logged once. Any thread. */
final class SpoolRoom {
    private static final Logger log = LoggerFactory.getLogger(SpoolRoom.class);

    private boolean isShort;
    private long lost;

    /** True while what the server does not take is lost. */
    synchronized boolean isShort() {
        return isShort;
    }

    /**
     * Documents were lost.
     *
     * @param words why, as the spool says it
     */
    synchronized void lost(int documents, Loss reason, String words) {
        lost += documents;
        if (!isShort) {
            isShort = true;
            log.warn(
                    "records are lost and counted as {} while the analytics server does not take them: {}",
                    reason.label(),
                    words);
        }
    }

    /** The spool has taken all that it was given, or nothing is left that it would have to take. */
    synchronized void found() {
        if (isShort) {
            isShort = false;
            log.info("no more records are lost; {} documents were", lost);
            lost = 0;
        }
    }
}
