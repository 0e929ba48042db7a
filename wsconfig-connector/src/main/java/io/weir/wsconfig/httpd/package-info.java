/**
 * Apache httpd as it is installed: its configuration files, its modules, and the commands that test and reload it.
 *
 * <p>Starting points: {@link io.weir.wsconfig.httpd.HttpdConfig}, {@link io.weir.wsconfig.httpd.HttpdControl}.
 */
@NullMarked
package io.weir.wsconfig.httpd;

import org.jspecify.annotations.NullMarked;
