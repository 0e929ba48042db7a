package io.weir.ajp;

import io.weir.door.ListenerRequest;

/** A request over AJP. Confined to the event loop of its connection. */
final class AjpRequest extends ListenerRequest {
    private final AjpConnection connection;
    private final String protocolVersion;

    AjpRequest(AjpConnection connection, ForwardRequest forwarded) {
        super(forwarded.head(), forwarded.caller());
        this.connection = connection;
        this.protocolVersion = forwarded.protocolVersion();
    }

    @Override
    protected void demanded() {
        connection.demanded();
    }

    @Override
    public String protocolVersion() {
        return protocolVersion;
    }

    @Override
    public String door() {
        return "ajp";
    }
}
