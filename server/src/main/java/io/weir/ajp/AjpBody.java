package io.weir.ajp;

import static io.weir.door.RefusedException.badFraming;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.weir.door.BodyRate;
import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.exchange.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * The body of an AJP connection's current request. It comes packet by packet: of a body whose length is known the first one comes
 * unasked, every other one has to be asked for, and there is never more than one on its way. Confined to the event loop of the connection.
 */
final class AjpBody {
    private static final int LENGTH = 2;

    private final DoorLimits limits;
    private final BodyRate rate;

    /** Of {@code Content-Length}; {@link RequestHead#NO_LENGTH} where an empty packet is the end. */
    private long remaining;

    private long taken;
    private boolean complete = true;
    /** A packet is on its way or being read. */
    private boolean due;
    /** Of that packet, once its head was read. */
    private int left;

    /** @param packetSize up to so much a web server gathers before it sends anything */
    AjpBody(DoorLimits limits, int packetSize) {
        this.limits = limits;
        this.rate = new BodyRate(packetSize);
    }

    void begin(RequestHead head, long now) {
        complete = !head.hasBody();
        remaining = head.chunked ? RequestHead.NO_LENGTH : head.contentLength;
        due = remaining > 0;
        left = 0;
        taken = 0;
        rate.start(now);
    }

    boolean isComplete() {
        return complete;
    }

    boolean isDue() {
        return due;
    }

    /** Somebody waits for it from now on. */
    void wanted(long now) {
        rate.start(now);
    }

    /** True where a packet has to be asked for, which is then due. */
    boolean ask() {
        boolean ask = !complete && !due;
        due |= ask;
        return ask;
    }

    /**
     * The next piece; null where bytes are missing, a packet has to be asked for, or the body is complete.
     *
     * @throws BadPacketException where what came is no part of a body
     * @throws RefusedException where the body is longer or shorter than was said, or passes its limit
     */
    @Nullable
    Buffer read(ByteBuf in) {
        if (left == 0 && !readPacketHead(in)) {
            return null;
        }
        int length = Math.min(left, in.readableBytes());
        if (length == 0) {
            return null;
        }
        byte[] piece = new byte[length];
        in.readBytes(piece);
        count(length);
        return BufferInternal.buffer(Unpooled.wrappedBuffer(piece));
    }

    /** True where data follows. */
    private boolean readPacketHead(ByteBuf in) {
        int length = due ? takePacketHead(in) : -1;
        if (length < 0) {
            return false;
        }
        if (length == 0) {
            due = false;
            if (remaining > 0) {
                throw badFraming("the body ends " + remaining + " bytes before its Content-Length");
            }
            complete = true;
            return false;
        }
        if (remaining != RequestHead.NO_LENGTH && length > remaining) {
            throw badFraming("the body is longer than its Content-Length");
        }
        left = length;
        return true;
    }

    /** The number of data bytes in the packet that begins here; -1 where too little has come to know. */
    private static int takePacketHead(ByteBuf in) {
        int payload = Packets.payload(in);
        if (payload == 0) {
            in.skipBytes(Packets.HEADER);
            return 0;
        }
        if (payload < 0 || in.readableBytes() < Packets.HEADER + LENGTH) {
            return -1;
        }
        int length = in.getUnsignedShort(in.readerIndex() + Packets.HEADER);
        if (payload != LENGTH + length) {
            throw new BadPacketException("a packet of " + payload + " bytes has " + length + " bytes of body");
        }
        in.skipBytes(Packets.HEADER + LENGTH);
        return length;
    }

    private void count(int length) {
        rate.count(length);
        taken += length;
        left -= length;
        due = left > 0;
        if (remaining != RequestHead.NO_LENGTH) {
            remaining -= length;
            complete = remaining == 0;
        }
        if (taken > limits.maxBody()) {
            throw new RefusedException(new GatewayError.PayloadTooLarge(limits.maxBody()));
        }
    }

    /** Throws away what has come of the packet that is due, whatever it says; true once none is. */
    boolean drop(ByteBuf in) {
        if (due && left == 0) {
            int length = takePacketHead(in);
            if (length < 0) {
                return false;
            }
            left = length;
        }
        int length = Math.min(left, in.readableBytes());
        in.skipBytes(length);
        left -= length;
        due = left > 0;
        return !due;
    }

    boolean isTooSlow(long now, boolean wanted) {
        return rate.isTooSlow(now, wanted);
    }
}
