package io.weir.admin;

import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.settings.AnalyticsChanged;
import io.weir.analytics.settings.AnalyticsObstacleException;
import io.weir.analytics.settings.AnalyticsSettings;
import io.weir.analytics.settings.AnalyticsTest;
import io.weir.config.AnalyticsValues;
import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An analytics setting that does as the test says and remembers what was asked of it. */
final class FakeAnalytics implements AnalyticsSettings {
    final List<NodeConfig.Analytics> asked = new ArrayList<>();
    volatile NodeConfig.Analytics current = NodeConfig.defaults().analytics();
    volatile AnalyticsTest test = new AnalyticsTest(List.of(), null, List.of());
    volatile @Nullable AnalyticsObstacleException obstacle;
    volatile boolean wasForced;
    volatile @Nullable AnalyticsQueries queries;

    @Override
    public NodeConfig.Analytics current() {
        return current;
    }

    @Override
    public NodeConfig.Analytics read(Map<String, String> values) {
        return AnalyticsValues.read(Path.of("conf"), values);
    }

    @Override
    public AnalyticsTest test(NodeConfig.Analytics wanted) {
        asked.add(wanted);
        return test;
    }

    @Override
    public AnalyticsChanged change(NodeConfig.Analytics wanted, boolean isForced) throws AnalyticsObstacleException {
        asked.add(wanted);
        wasForced = isForced;
        if (obstacle != null) {
            throw obstacle;
        }
        NodeConfig.Analytics from = current;
        current = wanted;
        return new AnalyticsChanged(!from.equals(wanted), from, wanted, List.of("careful"));
    }
}
