package io.weir.config;

import java.util.List;

/**
 * A configuration that a node can start with.
 *
 * @param config complete and valid
 * @param warnings one line each: what is allowed, but probably not meant
 */
public record LoadedConfig(NodeConfig config, List<String> warnings) {

    /** Takes a copy of the warnings. */
    public LoadedConfig {
        warnings = List.copyOf(warnings);
    }
}
