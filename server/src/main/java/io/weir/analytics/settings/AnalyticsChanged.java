package io.weir.analytics.settings;

import io.weir.config.NodeConfig;
import java.util.List;

/**
 * How the settings came to be what they are.
 *
 * @param isChanged false where they were so already
 * @param from what was in force before
 * @param to what is in force now
 * @param warnings what should be known
 */
public record AnalyticsChanged(
        boolean isChanged, NodeConfig.Analytics from, NodeConfig.Analytics to, List<String> warnings) {
    public AnalyticsChanged {
        warnings = List.copyOf(warnings);
    }
}
