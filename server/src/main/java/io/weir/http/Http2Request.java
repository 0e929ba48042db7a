package io.weir.http;

import io.weir.door.Caller;
import io.weir.door.ListenerRequest;
import io.weir.door.RequestHead;

/** A request over HTTP/2. Confined to the event loop of its connection. */
final class Http2Request extends ListenerRequest {
    private final Http2Exchange exchange;

    Http2Request(Http2Exchange exchange, RequestHead head, Caller caller) {
        super(head, caller);
        this.exchange = exchange;
    }

    @Override
    protected void demanded() {
        exchange.demanded();
    }

    @Override
    public String protocolVersion() {
        return "2.0";
    }
}
