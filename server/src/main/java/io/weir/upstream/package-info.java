/**
 * Where requests go: endpoints and their passive health, the selection among them, and the client that streams a request to one and
 * its answer back.
 *
 * <p>Starting points: {@link io.weir.upstream.EndpointGroups}, {@link io.weir.upstream.EndpointSelector},
 * {@link io.weir.upstream.UpstreamClient}.
 */
@NullMarked
package io.weir.upstream;

import org.jspecify.annotations.NullMarked;
