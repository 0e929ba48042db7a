/**
 * What all traffic listeners share, whichever protocol they speak: event loops and deadlines, what is let through and in which
 * form, and who is believed.
 *
 * <p>Starting points: {@link io.weir.door.Listener}, {@link io.weir.door.SerialConnection}, {@link io.weir.door.FieldRules},
 * {@link io.weir.door.PathNormalizer}.
 */
@NullMarked
package io.weir.door;

import org.jspecify.annotations.NullMarked;
