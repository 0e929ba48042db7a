package io.weir.exchange;

import static java.util.Objects.requireNonNull;

/**
 * One request and its answer on their way through the stages. Stages hand over by typed fields of their own packages' subtypes; there
 * is no untyped bag. Confined to the event loop of the listener.
 */
public class Exchange {
    private final GatewayRequest request;
    private final GatewayResponse response;
    private final String id;
    private final long startNanos;

    /**
     * @param id the request id, sent to target and caller
     * @param startNanos when the head was complete, by the node's ticker
     */
    public Exchange(GatewayRequest request, GatewayResponse response, String id, long startNanos) {
        this.request = requireNonNull(request, "request");
        this.response = requireNonNull(response, "response");
        this.id = requireNonNull(id, "id");
        this.startNanos = startNanos;
    }

    /** The request. */
    public GatewayRequest request() {
        return request;
    }

    /** The answer. */
    public GatewayResponse response() {
        return response;
    }

    /** The request id: sent to target and caller, and in every log line about this exchange. */
    public String id() {
        return id;
    }

    /** When the head was complete, in nanoseconds of the node's ticker. */
    public long startNanos() {
        return startNanos;
    }
}
