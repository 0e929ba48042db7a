/**
 * The guided mode: asks for what the options would say.
 *
 * <p>Starting points: {@link io.weir.addons.console.Guide}.
 */
@NullMarked
package io.weir.addons.console;

import org.jspecify.annotations.NullMarked;
