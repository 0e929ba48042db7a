package io.weir.limit;

import org.jspecify.annotations.Nullable;

/** The shared counters cannot be used now. */
public final class SharedLimiterException extends Exception {
    private static final long serialVersionUID = 1;

    private final StoreFailure failure;

    /** @param message what was tried and what happened */
    public SharedLimiterException(StoreFailure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** Why. */
    public StoreFailure failure() {
        return failure;
    }
}
