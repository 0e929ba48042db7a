package io.weir.catalog;

/** What the store holds was written by a later version of Weir, and this one would lose some of it; nothing was changed. A node of that version can do it. */
public final class LaterFormatException extends StoreUnavailableException {
    private static final long serialVersionUID = 1;

    public LaterFormatException(String message) {
        super(message);
    }
}
