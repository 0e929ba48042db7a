package io.weir.exchange;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * The answer on its way to the caller, whichever listener took the request. Confined to the event loop of the listener.
 */
public interface GatewayResponse extends WriteStream<Buffer> {

    /** The status that was or will be sent. */
    int status();

    /** Sets the status; before the head is written only. */
    GatewayResponse status(int status);

    /** The header fields to send. Without {@code Content-Length} the listener frames the body itself. */
    MultiMap headers();

    /** True once the head is on its way and nothing but the body can follow. */
    boolean isHeadWritten();

    /** True once the answer was ended or the caller is gone. */
    boolean isClosed();

    /** Bytes of the body that were sent so far. */
    default long sentBytes() {
        return 0;
    }

    /** Called once if the caller goes away before the answer is complete. */
    void onCallerGone(Handler<Void> handler);

    /** Ends the answer with a whole body in one write. */
    @Override
    Future<Void> end(Buffer body);

    /** Breaks off an answer whose head is out, so that the caller sees that it is incomplete. */
    void abort();
}
