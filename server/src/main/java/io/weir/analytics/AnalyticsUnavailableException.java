package io.weir.analytics;

/** The analytics server did not answer, or answered that it cannot work now. What was asked may have been done. */
public final class AnalyticsUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public AnalyticsUnavailableException(String message) {
        super(message);
    }

    public AnalyticsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
