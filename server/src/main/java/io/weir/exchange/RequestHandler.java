package io.weir.exchange;

/**
 * What a listener hands its requests to. One instance serves one event loop and is called only there.
 */
@FunctionalInterface
public interface RequestHandler {

    /** Takes a request that passed the door; answers it sooner or later. */
    void handle(GatewayRequest request, GatewayResponse response);
}
