package io.weir.publishing;

import io.weir.catalog.StoreUnavailableException;

/** The store broke off while a change was under way: it may have been made or not. */
public final class OutcomeUnknownException extends Exception {
    private static final long serialVersionUID = 1;

    OutcomeUnknownException(StoreUnavailableException cause) {
        super(cause.getMessage(), cause);
    }
}
