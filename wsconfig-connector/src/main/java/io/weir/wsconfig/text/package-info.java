/**
 * The texts that wsconfig writes: configuration of mod_jk, isapi_redirect, mod_proxy, nginx, HAProxy and systemd. Pure functions: the same
 * cluster gives the same bytes, so that a file that stays the same is not written again.
 *
 * <p>Starting points: {@link io.weir.wsconfig.text.WorkersProperties}, {@link io.weir.wsconfig.text.Mapping}.
 */
@NullMarked
package io.weir.wsconfig.text;

import org.jspecify.annotations.NullMarked;
