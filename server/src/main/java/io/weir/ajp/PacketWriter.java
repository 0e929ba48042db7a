package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import io.weir.door.ListenerResponse;
import java.nio.charset.StandardCharsets;

/** Writes what a web server gets, none of it longer than a packet may be. Any thread. */
final class PacketWriter {
    /** Of a chunk: packet header, code, length, and a zero behind the data. */
    private static final int CHUNK_OVERHEAD = Packets.HEADER + 4;

    /** Up to so much data goes into one buffer. */
    private static final int BATCH = 64 << 10;

    private final int packetSize;

    PacketWriter(int packetSize) {
        this.packetSize = packetSize;
    }

    /**
     * Writes the head of an answer.
     *
     * @param length {@link ListenerResponse#UNKNOWN} to say nothing of it
     * @return false where it does not fit into a packet, and nothing was written
     */
    boolean head(ByteBuf out, int status, MultiMap headers, long length) {
        int start = begin(out, Packets.SEND_HEADERS);
        out.writeShort(status);
        text(out, HttpResponseStatus.valueOf(status).reasonPhrase());
        int countIndex = out.writerIndex();
        out.writeShort(0);
        int[] count = {0};
        headers.forEach((name, value) -> {
            field(out, name, value);
            count[0]++;
        });
        if (length != ListenerResponse.UNKNOWN) {
            field(out, HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
            count[0]++;
        }
        if (out.writerIndex() - start > packetSize) {
            out.writerIndex(start);
            return false;
        }
        out.setShort(countIndex, count[0]);
        end(out, start);
        return true;
    }

    private static void field(ByteBuf out, CharSequence name, String value) {
        Integer code = FieldNames.codeOfAnswer(name);
        if (code == null) {
            text(out, name);
        } else {
            out.writeShort(code);
        }
        text(out, value);
    }

    /** Takes data off a body, up to a batch, and writes it in as many packets as it needs. */
    void chunks(ByteBuf out, ByteBuf data) {
        int before = data.readableBytes();
        while (data.isReadable() && before - data.readableBytes() < BATCH) {
            int length = Math.min(data.readableBytes(), packetSize - CHUNK_OVERHEAD);
            int start = begin(out, Packets.SEND_BODY_CHUNK);
            out.writeShort(length).writeBytes(data, length).writeByte(0);
            end(out, start);
        }
    }

    /** What makes the web server send on to its caller what it has. */
    void flush(ByteBuf out) {
        int start = begin(out, Packets.SEND_BODY_CHUNK);
        out.writeShort(0).writeByte(0);
        end(out, start);
    }

    /** @param reuse whether the connection can carry another request */
    void endResponse(ByteBuf out, boolean reuse) {
        int start = begin(out, Packets.END_RESPONSE);
        out.writeBoolean(reuse);
        end(out, start);
    }

    /** Asks for as much of a body as fits into a packet. */
    void getBodyChunk(ByteBuf out) {
        int start = begin(out, Packets.GET_BODY_CHUNK);
        out.writeShort(packetSize - Packets.HEADER - 2);
        end(out, start);
    }

    void pong(ByteBuf out) {
        end(out, begin(out, Packets.CPONG));
    }

    private static int begin(ByteBuf out, int code) {
        int start = out.writerIndex();
        out.writeShort(Packets.TO_SERVER).writeShort(0).writeByte(code);
        return start;
    }

    private static void end(ByteBuf out, int start) {
        out.setShort(start + 2, out.writerIndex() - start - Packets.HEADER);
    }

    /** Octets above 0x7F as they came. */
    private static void text(ByteBuf out, CharSequence text) {
        out.writeShort(text.length());
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        out.writeByte(0);
    }
}
