/**
 * What all traffic listeners share, whichever protocol they speak: what is let through, in which form, and who is believed.
 *
 * <p>Starting points: {@link io.weir.door.FieldRules}, {@link io.weir.door.PathNormalizer}, {@link io.weir.door.ListenerRequest}.
 */
@NullMarked
package io.weir.door;

import org.jspecify.annotations.NullMarked;
