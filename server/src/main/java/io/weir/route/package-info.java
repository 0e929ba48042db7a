/**
 * Which API and which of its resources a request is for: the published definitions compiled into one immutable table.
 *
 * <p>Starting points: {@link io.weir.route.RouteTable}, {@link io.weir.route.Match}, {@link io.weir.route.PathTemplate}, {@link
 * io.weir.route.ApiPaths}.
 */
@NullMarked
package io.weir.route;

import org.jspecify.annotations.NullMarked;
