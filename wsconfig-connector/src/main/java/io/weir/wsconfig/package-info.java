/**
 * The command line of wsconfig: options, modes, what it prints and how it exits. It knows no other module of Weir, because it runs on the
 * web server's machine without Weir.
 *
 * <p>Starting points: {@link io.weir.wsconfig.CommandLineInterface}, {@link io.weir.wsconfig.WsconfigCommand}.
 */
@NullMarked
package io.weir.wsconfig;

import org.jspecify.annotations.NullMarked;
