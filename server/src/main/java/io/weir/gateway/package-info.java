/**
 * The way of a request from door to target and back.
 *
 * <p>Starting point: {@link io.weir.gateway.ErrorRenderer}.
 */
@NullMarked
package io.weir.gateway;

import org.jspecify.annotations.NullMarked;
