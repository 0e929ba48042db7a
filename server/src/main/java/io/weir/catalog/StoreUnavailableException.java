package io.weir.catalog;

import org.jspecify.annotations.Nullable;

/** The store could not be asked, or did not answer in time; whether a write was applied is then unknown. */
public class StoreUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
