package io.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP/2 frame by frame, with field lines as they are given: literal, without Huffman coding, in any order. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private final RawClient client;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

    RawHttp2(int port) {
        client = new RawClient(port);
    }

    RawHttp2(RawClient client) {
        this.client = client;
    }

    /** A frame as received. */
    record Frame(int type, int flags, int stream, ByteBuf payload) {
        boolean ends() {
            return (flags & END_STREAM) != 0;
        }

        int code() {
            return payload.getInt(type == GOAWAY ? 4 : 0);
        }

        String text() {
            return payload.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** The preface and empty settings. */
    RawHttp2 open() {
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        return send(SETTINGS, 0, 0, new byte[0]);
    }

    RawHttp2 send(int type, int flags, int stream, byte[] payload) {
        ByteBuf frame = Unpooled.buffer();
        frame.writeMedium(payload.length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .writeBytes(payload);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        client.send(bytes);
        return this;
    }

    /** Names and values in turn. */
    RawHttp2 headers(int stream, boolean end, String... fields) {
        return send(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(fields));
    }

    RawHttp2 data(int stream, boolean end, String text) {
        return send(DATA, end ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void ping() {
        send(PING, 0, 0, new byte[8]);
    }

    static byte[] block(String... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            out.write(0);
            string(out, fields[i]);
            string(out, fields[i + 1]);
        }
        return out.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length;
        if (rest < 127) {
            out.write(rest);
        } else {
            out.write(127);
            rest -= 127;
            while (rest >= 128) {
                out.write(rest % 128 + 128);
                rest /= 128;
            }
            out.write(rest);
        }
        out.writeBytes(bytes);
    }

    Frame read() throws IOException {
        byte[] head = exactly(9);
        int length = (head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | (head[2] & 0xFF);
        int stream = Unpooled.wrappedBuffer(head).getInt(5) & Integer.MAX_VALUE;
        return new Frame(head[3], head[4], stream, Unpooled.wrappedBuffer(exactly(length)));
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int octet = client.readOctet();
            if (octet < 0) {
                throw new EOFException();
            }
            bytes[i] = (byte) octet;
        }
        return bytes;
    }

    /** The next frame of one of these types. */
    Frame next(int... types) throws IOException {
        while (true) {
            Frame frame = read();
            for (int type : types) {
                if (frame.type() == type && !(type == SETTINGS && frame.flags() == ACK)) {
                    return frame;
                }
            }
        }
    }

    Http2Headers decode(Frame frame) throws Http2Exception {
        return decoder.decodeHeaders(frame.stream(), frame.payload());
    }

    /** True once the peer closed, whatever it sent before. */
    boolean readUntilClosed() {
        try {
            while (true) {
                read();
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
