/**
 * What an operator sets: {@code conf/config.xml}, {@code --set} and the environment, read into one tree of records.
 *
 * <p>Starting points: {@link io.weir.config.NodeConfig} is the tree, {@link io.weir.config.ConfigLoader} reads it,
 * {@code NodeConfigReader} lists all settings with their types and ranges.
 */
@NullMarked
package io.weir.config;

import org.jspecify.annotations.NullMarked;
