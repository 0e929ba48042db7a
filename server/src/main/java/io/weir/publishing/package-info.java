/**
 * The rules of publishing, free of transport and store: what may refer to what, what stands in whose way, which step follows which.
 *
 * <p>Starting points: {@link io.weir.publishing.CatalogEditor}, {@link io.weir.publishing.Rules},
 * {@link io.weir.publishing.LifecycleAction}.
 */
@NullMarked
package io.weir.publishing;

import org.jspecify.annotations.NullMarked;
