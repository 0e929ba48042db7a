/**
 * Traffic over AJP 1.3, from the web servers in front of the cluster: an own decoder on the same sockets, doors and handlers as HTTP
 * ({@code docs/ajp.md}, docs/adr/0015).
 *
 * <p>Starting points: {@link io.weir.ajp.AjpListener}, {@link io.weir.ajp.AjpConnection}, {@link io.weir.ajp.ForwardDecoder}.
 */
@NullMarked
package io.weir.ajp;

import org.jspecify.annotations.NullMarked;
