package io.weir.door;

/** The caller closed its connection or reset its stream before the exchange was complete. */
public final class CallerGoneException extends RuntimeException {
    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace, and callers go away all the time
    public static final CallerGoneException INSTANCE = new CallerGoneException();

    private static final long serialVersionUID = 1L;

    private CallerGoneException() {
        super("the caller is gone", null, false, false);
    }
}
