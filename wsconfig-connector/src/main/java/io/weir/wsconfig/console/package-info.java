/**
 * The guided mode: asks for what the options would say.
 *
 * <p>Starting points: {@link io.weir.wsconfig.console.Guide}.
 */
@NullMarked
package io.weir.wsconfig.console;

import org.jspecify.annotations.NullMarked;
