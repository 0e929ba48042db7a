/**
 * Files changed together or not at all: written atomically, undone on failure, under a lock.
 *
 * <p>Starting points: {@link io.weir.wsconfig.files.FileChanges}, {@link io.weir.wsconfig.files.MarkedBlock}.
 */
@NullMarked
package io.weir.wsconfig.files;

import org.jspecify.annotations.NullMarked;
