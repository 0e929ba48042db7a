/**
 * Log-ins to the admin API, kept for the whole cluster.
 *
 * <p>Starting points: {@link io.weir.session.Session}, {@link io.weir.session.SessionStore}.
 */
@NullMarked
package io.weir.session;

import org.jspecify.annotations.NullMarked;
