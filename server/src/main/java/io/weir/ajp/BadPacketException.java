package io.weir.ajp;

/** What came is no packet, or one out of place: from here on nothing can be told apart. Without a stack trace, as any refusal. */
final class BadPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPacketException(String message) {
        super(message, null, false, false);
    }
}
