/**
 * The admin listener: REST API, health, metrics.
 *
 * <p>Starting points: {@code openapi.yaml}, {@link io.weir.admin.AdminServer}, {@link io.weir.admin.Contract}.
 */
@NullMarked
package io.weir.admin;

import org.jspecify.annotations.NullMarked;
