/**
 * How any part of wsconfig says that it cannot go on.
 *
 * <p>Starting points: {@link io.weir.wsconfig.failure.WsconfigException}.
 */
@NullMarked
package io.weir.wsconfig.failure;

import org.jspecify.annotations.NullMarked;
