/**
 * The machine under an add-on: its users, its kernel's settings, its ports, and servers as processes of it.
 *
 * <p>Starting points: {@link io.weir.addons.machine.ServerControl}, {@link io.weir.addons.machine.ServiceUsers},
 * {@link io.weir.addons.machine.KernelChecks}.
 */
@NullMarked
package io.weir.addons.machine;

import org.jspecify.annotations.NullMarked;
