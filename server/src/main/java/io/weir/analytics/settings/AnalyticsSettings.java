package io.weir.analytics.settings;

import io.weir.config.ConfigException;
import io.weir.config.NodeConfig;
import java.util.Map;

/** The analytics of this node as a setting: asked for, tried, changed. {@link #test} and {@link #change} block. */
public interface AnalyticsSettings {

    /** What is in force now. */
    NodeConfig.Analytics current();

    /**
     * Reads values as {@code config.xml} would have them; what is absent has its default.
     *
     * @param values by the settings' names, {@code addresses} as one text
     * @throws ConfigException with everything that is wrong
     */
    NodeConfig.Analytics read(Map<String, String> values);

    /** Tries other values, and changes nothing. */
    AnalyticsTest test(NodeConfig.Analytics wanted) throws InterruptedException;

    /**
     * Has this node use other values from now on, without a restart.
     *
     * @param isForced whether that is done also where the server does not answer now: records are kept on disk until it does
     * @throws AnalyticsObstacleException everything stays as it is
     */
    AnalyticsChanged change(NodeConfig.Analytics wanted, boolean isForced)
            throws AnalyticsObstacleException, InterruptedException;
}
