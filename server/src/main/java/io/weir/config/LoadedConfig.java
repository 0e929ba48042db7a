package io.weir.config;

import java.util.List;
import java.util.Set;

/**
 * A configuration that a node can start with.
 *
 * @param config complete and valid
 * @param overridden paths of the settings that {@code --set} or the environment gave
 * @param warnings one line each: what is allowed, but probably not meant
 */
public record LoadedConfig(NodeConfig config, Set<String> overridden, List<String> warnings) {

    /** Takes copies. */
    public LoadedConfig {
        overridden = Set.copyOf(overridden);
        warnings = List.copyOf(warnings);
    }
}
