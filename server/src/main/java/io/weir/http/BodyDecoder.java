package io.weir.http;

import static io.weir.door.RefusedException.badChunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.weir.door.DoorLimits;
import io.weir.door.Octets;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of one HTTP/1.1 request out of the bytes of its connection (RFC 9112 §6, §7.1). Small chunks that arrived together come
 * out as one piece. Chunk extensions and trailers are held to the syntax and a bound, and dropped. Confined to one event loop.
 */
final class BodyDecoder {
    private static final int MAX_PIECE = 64 << 10;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final int MAX_EXTENSION_BYTES = 4 << 10;

    private enum State {
        SIZE,
        BEFORE_EXTENSION,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        COMPLETE
    }

    private final DoorLimits limits;
    private State state = State.COMPLETE;
    private boolean chunked;
    private long remaining;
    private int sizeDigits;
    private int extensionBytes;
    private @Nullable TrailerParser trailers;
    private long taken;

    BodyDecoder(DoorLimits limits) {
        this.limits = limits;
    }

    /** Starts on the body of this request. */
    void begin(RequestHead head) {
        chunked = head.chunked;
        remaining = head.chunked ? 0 : head.contentLength;
        state = head.chunked ? State.SIZE : remaining > 0 ? State.DATA : State.COMPLETE;
        sizeDigits = 0;
        extensionBytes = 0;
        trailers = null;
        taken = 0;
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** Bytes still to come, or {@link Long#MAX_VALUE} where only the last chunk will tell. */
    long remaining() {
        return chunked && !isComplete() ? Long.MAX_VALUE : remaining;
    }

    /**
     * The next piece of the body; null where bytes are missing or the body is complete.
     *
     * @throws RefusedException where the chunks are malformed or the body passes its limit
     */
    @Nullable
    Buffer read(ByteBuf in) {
        if (!chunked) {
            return readFixed(in);
        }
        byte[] piece = new byte[Math.min(in.readableBytes(), MAX_PIECE)];
        int filled = 0;
        while (state != State.COMPLETE && in.isReadable() && filled < piece.length) {
            if (state == State.DATA) {
                int length = (int) Math.min(remaining, Math.min(in.readableBytes(), piece.length - filled));
                in.readBytes(piece, filled, length);
                filled += length;
                remaining -= length;
                count(length);
                state = remaining == 0 ? State.DATA_CR : State.DATA;
            } else {
                frame(in.readByte());
            }
        }
        return filled == 0 ? null : BufferInternal.buffer(Unpooled.wrappedBuffer(piece, 0, filled));
    }

    private @Nullable Buffer readFixed(ByteBuf in) {
        int length = (int) Math.min(remaining, Math.min(in.readableBytes(), MAX_PIECE));
        if (length == 0) {
            return null;
        }
        byte[] piece = new byte[length];
        in.readBytes(piece);
        remaining -= length;
        state = remaining == 0 ? State.COMPLETE : State.DATA;
        return BufferInternal.buffer(Unpooled.wrappedBuffer(piece));
    }

    private void count(int length) {
        taken += length;
        if (taken > limits.maxBody()) {
            throw new RefusedException(new io.weir.exchange.GatewayError.PayloadTooLarge(limits.maxBody()));
        }
    }

    /** One octet that is not data. */
    private void frame(byte octet) {
        switch (state) {
            case SIZE -> size(octet);
            case BEFORE_EXTENSION -> beforeExtension(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> {
                expect(octet, '\n', "a chunk's size line ends with CR alone");
                state = remaining == 0 ? State.TRAILER : State.DATA;
            }
            case DATA_CR -> {
                expect(octet, '\r', "a chunk is longer than its size");
                state = State.DATA_LF;
            }
            case DATA_LF -> {
                expect(octet, '\n', "a chunk ends with CR alone");
                state = State.SIZE;
            }
            case TRAILER -> trailer(octet);
            case DATA, COMPLETE -> throw new IllegalStateException("state: " + state + " (expected: framing)");
        }
    }

    private void size(byte octet) {
        int digit = Character.digit(octet, 16);
        if (digit >= 0) {
            if (++sizeDigits > MAX_SIZE_DIGITS) {
                throw badChunk("a chunk's size has more than " + MAX_SIZE_DIGITS + " digits");
            }
            remaining = remaining << 4 | digit;
            return;
        }
        if (sizeDigits == 0) {
            throw badChunk("a chunk's size starts with " + Octets.show(octet) + " (expected: a hexadecimal digit)");
        }
        if (octet != '\r' && octet != ';' && !Octets.isWhitespace(octet)) {
            throw badChunk("a chunk's size has " + Octets.show(octet) + " (expected: hexadecimal digits)");
        }
        sizeDigits = 0;
        state = octet == '\r' ? State.SIZE_LF : octet == ';' ? State.EXTENSION : State.BEFORE_EXTENSION;
    }

    /** RFC 9112 §7.1.1 asks to read whitespace before an extension, and only there. */
    private void beforeExtension(byte octet) {
        countExtension();
        if (octet == ';') {
            state = State.EXTENSION;
        } else if (!Octets.isWhitespace(octet)) {
            throw badChunk("whitespace after a chunk's size (expected: CRLF or an extension)");
        }
    }

    private void extension(byte octet) {
        if (octet == '\r') {
            state = State.SIZE_LF;
            return;
        }
        countExtension();
        if (!Octets.isFieldContent(octet)) {
            throw badChunk("a chunk extension has " + Octets.show(octet) + " (expected: no control)");
        }
    }

    /** Over the whole body: extensions are not payload, so no other limit sees them. */
    private void countExtension() {
        if (++extensionBytes > MAX_EXTENSION_BYTES) {
            throw badChunk("the chunk extensions are longer than " + MAX_EXTENSION_BYTES + " bytes");
        }
    }

    private void trailer(byte octet) {
        TrailerParser parser = trailers;
        if (parser == null) {
            parser = new TrailerParser(limits);
            trailers = parser;
        }
        if (parser.take(octet)) {
            state = State.COMPLETE;
        }
    }

    private static void expect(byte octet, char expected, String otherwise) {
        if (octet != expected) {
            throw badChunk(otherwise + " (expected: CRLF)");
        }
    }
}
