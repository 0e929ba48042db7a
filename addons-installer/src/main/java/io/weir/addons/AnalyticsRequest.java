package io.weir.addons;

import io.weir.addons.analytics.AnalyticsSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said about an Analytics server. What is null was not said, and stays or has its default. */
record AnalyticsRequest(
        @Nullable Integer httpPort,
        @Nullable Integer transportPort,
        @Nullable String bind,
        @Nullable String clusterName,
        @Nullable List<String> seeds,
        @Nullable String heap) {
    private static final AnalyticsSettings DEFAULT =
            new AnalyticsSettings(9200, 9300, "127.0.0.1", "groot-elasticsearch", List.of(), "512m");

    /** The settings of a new one. */
    AnalyticsSettings fresh() {
        return over(DEFAULT);
    }

    /** The settings of one that is there, changed as far as it was said. */
    AnalyticsSettings over(AnalyticsSettings former) {
        return new AnalyticsSettings(
                httpPort != null ? httpPort : former.httpPort(),
                transportPort != null ? transportPort : former.transportPort(),
                bind != null ? bind : former.bind(),
                clusterName != null ? clusterName : former.clusterName(),
                seeds != null ? seeds : former.seeds(),
                heap != null ? heap : former.heap());
    }
}
