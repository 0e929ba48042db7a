/**
 * What passes through the gateway: one request, its answer, and the errors that may take the answer's place. No behaviour, no transport.
 *
 * <p>Starting points: {@link io.weir.exchange.Exchange}, {@link io.weir.exchange.GatewayError}.
 */
@NullMarked
package io.weir.exchange;

import org.jspecify.annotations.NullMarked;
