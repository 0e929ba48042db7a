/**
 * Installing, whatever it is: all of it or nothing, found again by {@code addon.json}, and taken away again without what it keeps.
 *
 * <p>Starting points: {@link io.weir.addons.install.Installer}, {@link io.weir.addons.install.Stage},
 * {@link io.weir.addons.install.Addon}.
 */
@NullMarked
package io.weir.addons.install;

import org.jspecify.annotations.NullMarked;
