package io.weir.upstream;

import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayResponse;

/**
 * Told how a call goes. {@link #onHead} at most once, then exactly one of the other two, last. Called on the event loop of the call.
 */
public interface UpstreamListener {

    /** Status and header fields of the target's answer are in the response; they are written when this returns. */
    default void onHead(GatewayResponse response) {}

    /** The answer was passed on, or broken off after its head; or the caller went away. Nothing is left to be written. */
    void onDone(UpstreamOutcome outcome);

    /** There is no answer to pass on, nothing of the response was touched, and whoever called answers with this error. */
    void onError(GatewayError error, UpstreamOutcome outcome);
}
