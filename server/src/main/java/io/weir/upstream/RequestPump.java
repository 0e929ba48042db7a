package io.weir.upstream;

import io.vertx.core.buffer.Buffer;
import io.weir.exchange.GatewayRequest;
import org.jspecify.annotations.Nullable;

/**
 * Moves the request's body from caller to target with back-pressure. What has arrived with the head goes out with the head in one
 * write. Confined to the event loop of the call.
 */
final class RequestPump {

    /** Told how the body fares. */
    interface Events {

        /** The whole request is on its way. */
        void onRequestSent();

        /** The target stopped reading, or reads again. */
        void onRequestMoved();

        /** The caller broke off. */
        void onCallerGone();

        /** The body is not as long as the caller said: its connection and the target's are out of step. */
        void onWrongLength();
    }

    private final GatewayRequest request;
    private final Events events;
    private @Nullable UpstreamStream stream;
    private @Nullable Buffer gathered;
    private boolean gathering;
    private boolean complete;
    private boolean stalled;
    private long declared;
    private long sent;

    RequestPump(GatewayRequest request, Events events) {
        this.request = request;
        this.events = events;
    }

    /** Sends the head and what there is of the body, and goes on as more comes. */
    void start(UpstreamStream to, RequestHead head) {
        stream = to;
        declared = head.length();
        if (!request.hasBody()) {
            complete = true;
            to.send(head, null, true);
            events.onRequestSent();
            return;
        }
        gathering = true;
        request.handler(this::piece).endHandler(ended -> ended()).resume();
        gathering = false;
        if (stream != null) {
            Buffer first = gathered;
            gathered = null;
            to.send(head, first, complete);
            afterWrite(to);
        }
    }

    private void piece(Buffer piece) {
        UpstreamStream to = stream;
        if (to == null) {
            return;
        }
        sent += piece.length();
        if (declared >= 0 && sent > declared) {
            events.onWrongLength();
        } else if (gathering) {
            gathered = gathered == null ? piece : gathered.appendBuffer(piece);
        } else {
            to.write(piece);
            afterWrite(to);
        }
    }

    private void afterWrite(UpstreamStream to) {
        if (complete) {
            events.onRequestSent();
        } else if (!to.isWritable()) {
            stalled = true;
            request.pause();
            events.onRequestMoved();
        }
    }

    private void ended() {
        UpstreamStream to = stream;
        if (to == null) {
            return;
        }
        if (declared >= 0 && sent != declared) {
            events.onWrongLength();
            return;
        }
        complete = true;
        if (!gathering) {
            to.end();
            events.onRequestSent();
        }
    }

    /** The target reads again. */
    void onWritable() {
        if (stalled && stream != null) {
            stalled = false;
            events.onRequestMoved();
            request.resume();
        }
    }

    /** Sends nothing more; what still comes from the caller is read and thrown away, so that it gets to read the answer. */
    void stop() {
        stream = null;
        gathered = null;
        if (!complete) {
            request.handler(discarded -> {}).endHandler(null).resume();
        }
    }

    boolean isComplete() {
        return complete;
    }

    /** True while the target does not read. */
    boolean isStalled() {
        return stalled;
    }

    /** True once something of the body was taken: the request can't be sent a second time. */
    boolean hasTaken() {
        return sent > 0;
    }

    long sent() {
        return sent;
    }
}
