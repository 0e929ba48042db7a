/**
 * What an operator sets: {@code conf/config.xml}, {@code --set} and the environment, read into one tree of records.
 *
 * <p>Starting point: {@link io.weir.config.NodeConfig}.
 */
@NullMarked
package io.weir.config;

import org.jspecify.annotations.NullMarked;
