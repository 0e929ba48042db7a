package io.weir.http;

import io.weir.door.Caller;
import io.weir.door.ListenerRequest;
import io.weir.door.RequestHead;

/** A request over HTTP/1.x. Confined to the event loop of its connection. */
final class Http1Request extends ListenerRequest {
    private final Http1Connection connection;
    private final boolean old;

    Http1Request(Http1Connection connection, RequestHead head, Caller caller) {
        super(head, caller);
        this.connection = connection;
        this.old = head.old;
    }

    @Override
    protected void demanded() {
        connection.demanded();
    }

    @Override
    public String protocolVersion() {
        return old ? "1.0" : "1.1";
    }
}
