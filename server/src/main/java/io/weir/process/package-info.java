/**
 * Programs that a node runs as its children. Starting points: {@link io.weir.process.ChildGuard} ends a child with its node,
 * {@link io.weir.process.OrphanedProcess} finds one that outlived its node.
 */
@NullMarked
package io.weir.process;

import org.jspecify.annotations.NullMarked;
