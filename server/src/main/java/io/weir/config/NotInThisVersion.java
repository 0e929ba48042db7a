package io.weir.config;

import io.weir.config.NodeConfig.DataStoreMode;
import java.util.List;
import java.util.function.Predicate;

/**
 * The settings that are understood already but ask for what version 0.1 does not have. Whoever adds a feature deletes its line.
 *
 * @param path the setting that asks
 * @param value what it is set to then
 * @param isAsked whether it is
 * @param expected what to set instead, and why
 */
record NotInThisVersion(String path, String value, Predicate<NodeConfig> isAsked, String expected) {

    static final List<NotInThisVersion> ALL = List.of(
            mode(DataStoreMode.SENTINEL, "Redis Sentinel"),
            mode(DataStoreMode.CLUSTER, "Redis Cluster"),
            enabled(
                    "listeners.portal.enabled",
                    "developer portal",
                    config -> config.listeners().portal().enabled()));

    private static NotInThisVersion enabled(String path, String feature, Predicate<NodeConfig> isAsked) {
        return new NotInThisVersion(path, "true", isAsked, "false; version 0.1 does not have this yet: " + feature);
    }

    private static NotInThisVersion mode(DataStoreMode mode, String feature) {
        return new NotInThisVersion(
                "datastore.mode",
                ValueType.written(mode),
                config -> config.datastore().mode() == mode,
                "embedded or standalone; version 0.1 does not have this yet: " + feature);
    }
}
