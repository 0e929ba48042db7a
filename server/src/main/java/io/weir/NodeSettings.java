package io.weir;

import io.weir.config.NodeConfig;
import java.nio.file.Path;

/**
 * What a node is started with.
 *
 * @param config complete and valid
 * @param conf the folder in which {@code cluster.xml} is kept
 * @param data the folder in which it keeps what must survive a restart; made where it is missing
 * @param searchPath where to look for a newer {@code redis-server} than the carried one, as the {@code PATH} variable has it
 * @param version of Weir, for peers and operators
 */
public record NodeSettings(NodeConfig config, Path conf, Path data, String searchPath, String version) {}
