package io.weir.analytics.settings;

/** A node does not use an analytics server; nothing was changed. The message says what to look at. */
public final class AnalyticsObstacleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final AnalyticsObstacle obstacle;

    public AnalyticsObstacleException(AnalyticsObstacle obstacle, String message) {
        super(message);
        this.obstacle = obstacle;
    }

    /** Why. */
    public AnalyticsObstacle obstacle() {
        return obstacle;
    }
}
