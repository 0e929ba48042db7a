package io.weir.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.weir.door.BodyRate;
import io.weir.door.Door;
import io.weir.door.DoorLimits;
import io.weir.door.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP/1.x connection's current request: its octets, its pace, and whether its caller waits to be asked for it. Confined
 * to the event loop of the connection.
 */
final class Http1Body {
    private final BodyDecoder decoder;
    private final BodyRate rate = new BodyRate();
    private boolean expectsContinue;

    Http1Body(DoorLimits limits) {
        this.decoder = new BodyDecoder(limits);
    }

    void begin(RequestHead head, long now) {
        decoder.begin(head);
        rate.start(now);
        expectsContinue = head.expectsContinue;
    }

    boolean isComplete() {
        return decoder.isComplete();
    }

    /** The next piece, as {@link BodyDecoder#read} gives it. */
    @Nullable
    Buffer read(ByteBuf bytes) {
        Buffer piece = decoder.read(bytes);
        if (piece != null) {
            expectsContinue = false;
            rate.count(piece.length());
        }
        return piece;
    }

    /** Throws away what is there; true once the body is complete. */
    boolean drop(ByteBuf bytes) {
        Buffer piece = read(bytes);
        while (piece != null) {
            piece = read(bytes);
        }
        return isComplete();
    }

    /** Somebody waits for it from now on; true where the caller has to be asked for it first, which is done once. */
    boolean wanted(long now) {
        rate.start(now);
        boolean ask = expectsContinue;
        expectsContinue = false;
        return ask;
    }

    boolean isTooSlow(long now, boolean wanted) {
        return rate.isTooSlow(now, wanted);
    }

    /**
     * True where so little is missing that reading it costs less than another connection. A caller who waits for 100 Continue may never
     * send it.
     */
    boolean isNearlyComplete() {
        return isComplete() || (!expectsContinue && decoder.remaining() <= Door.MAX_DISCARDED_BODY);
    }
}
