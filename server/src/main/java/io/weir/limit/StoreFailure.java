package io.weir.limit;

import java.util.Locale;

/** Why the store did not decide. */
public enum StoreFailure {
    /** No answer within the time. */
    TIMEOUT(true),
    /** Connecting failed, or the connection broke. */
    CONNECTION(true),
    /** The server is a replica now. */
    READONLY(true),
    /** The server does not hold the key's slot. */
    MOVED(true),
    /** Too few replicas to accept a write. */
    NOREPLICAS(true),
    /** No memory for a write. */
    OOM(true),
    /** The server is still reading its data. */
    LOADING(true),
    /** The server refuses for another reason that concerns every request: disk, login, a script that does not end. */
    REFUSED(true),
    /** The store came to it after its time; nothing was charged. */
    LATE(false),
    /** One key or one command is wrong. */
    ERROR(false);

    private final boolean isStoreWide;

    StoreFailure(boolean isStoreWide) {
        this.isStoreWide = isStoreWide;
    }

    /** True where the next request would fail alike. */
    public boolean isStoreWide() {
        return isStoreWide;
    }

    /** Its name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
