/**
 * Traffic over HTTP/1.1 and HTTP/2: takes connections, refuses what is malformed before anything else sees it, and hands on the rest.
 *
 * <p>Starting points: {@link io.weir.http.HttpListener}, {@link io.weir.http.Http1Connection}, {@link io.weir.http.HeadParser}.
 */
@NullMarked
package io.weir.http;

import org.jspecify.annotations.NullMarked;
