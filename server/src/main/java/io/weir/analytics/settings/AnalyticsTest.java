package io.weir.analytics.settings;

import io.weir.analytics.settings.AnalyticsProbe.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What trying an analytics server told.
 *
 * @param obstacles why the node would not use it; empty where it would
 * @param server what answers; null where that was not found out
 * @param warnings what is allowed, but should be known beforehand
 */
public record AnalyticsTest(List<Found> obstacles, @Nullable Server server, List<String> warnings) {
    public AnalyticsTest {
        obstacles = List.copyOf(obstacles);
        warnings = List.copyOf(warnings);
    }

    /** An obstacle in words. */
    public record Found(AnalyticsObstacle obstacle, String message) {
        static Found of(AnalyticsObstacleException e) {
            return new Found(e.obstacle(), String.valueOf(e.getMessage()));
        }
    }
}
