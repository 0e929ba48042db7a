package io.weir.analytics;

import java.util.Locale;

/** Why something never reaches the analytics server. */
enum Loss {
    /** Too much waited for the indexer. */
    QUEUE_FULL,
    /** The server was away, and the spool held all that it may. */
    SPOOL_FULL,
    /** The server was away, and the disk took no more. */
    DISK_FULL,
    /** The server will not take it; it is put aside in a file. */
    REJECTED;

    /** The name in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
