/**
 * The node: {@link io.weir.Main} reads the command line.
 */
@NullMarked
package io.weir;

import org.jspecify.annotations.NullMarked;
