package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A web server's side of an AJP connection, packet by packet, with the body's packets given when they are asked for. */
final class AjpClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    final Socket socket = new Socket();
    private final InputStream in;
    private final Deque<byte[]> body = new ArrayDeque<>();

    AjpClient(int port) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AjpClient send(Forward forward) {
        return send(forward.packet());
    }

    /** What the peer no longer takes is lost. */
    AjpClient send(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The answer says why, and is still there to be read.
            return this;
        }
        return this;
    }

    AjpClient sendBody(String piece) {
        return send(Forward.body(piece.getBytes(StandardCharsets.UTF_8)));
    }

    /** What to send for each packet that will be asked for; an empty one where there is none left. */
    AjpClient whenAsked(String... pieces) {
        for (String piece : pieces) {
            body.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** A packet from the listener. */
    record Packet(int code, ByteBuf payload) {}

    Packet packet() {
        try {
            byte[] head = octets(4);
            if (head[0] != 'A' || head[1] != 'B') {
                throw new IOException("not a packet: " + new String(head, StandardCharsets.ISO_8859_1));
            }
            ByteBuf payload = Unpooled.wrappedBuffer(octets((head[2] & 0xFF) << 8 | (head[3] & 0xFF)));
            return new Packet(payload.readByte(), payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] octets(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("closed after " + octets.length + " of " + count + " bytes");
        }
        return octets;
    }

    /** A whole answer. */
    record Answer(int status, MultiMap headers, Buffer octets, boolean reuse, int flushes, int asked) {
        String body() {
            return octets.toString();
        }

        String code() {
            String text = body();
            int start = text.indexOf("\"code\":\"") + 8;
            return text.substring(start, text.indexOf('"', start));
        }
    }

    Answer answer() {
        int status = 0;
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int flushes = 0;
        int asked = 0;
        while (true) {
            Packet packet = packet();
            ByteBuf payload = packet.payload();
            switch (packet.code()) {
                case Packets.SEND_HEADERS -> status = head(payload, headers);
                case Packets.SEND_BODY_CHUNK -> {
                    int length = payload.readUnsignedShort();
                    flushes += length == 0 ? 1 : 0;
                    octets.writeBytes(io.netty.buffer.ByteBufUtil.getBytes(payload, payload.readerIndex(), length));
                }
                case Packets.GET_BODY_CHUNK -> {
                    asked++;
                    send(Forward.body(body.isEmpty() ? new byte[0] : body.remove()));
                }
                case Packets.END_RESPONSE -> {
                    return new Answer(
                            status,
                            headers,
                            Buffer.buffer(octets.toByteArray()),
                            payload.readBoolean(),
                            flushes,
                            asked);
                }
                default -> throw new IllegalStateException("packet code: " + packet.code());
            }
        }
    }

    private static int head(ByteBuf payload, MultiMap headers) {
        int status = payload.readUnsignedShort();
        text(payload, payload.readUnsignedShort());
        int count = payload.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            int length = payload.readUnsignedShort();
            String name = length >= 0xA001 ? ANSWER_NAMES[length - 0xA001] : text(payload, length);
            headers.add(name, text(payload, payload.readUnsignedShort()));
        }
        return status;
    }

    private static final String[] ANSWER_NAMES = {
        "Content-Type",
        "Content-Language",
        "Content-Length",
        "Date",
        "Last-Modified",
        "Location",
        "Set-Cookie",
        "Set-Cookie2",
        "Servlet-Engine",
        "Status",
        "WWW-Authenticate"
    };

    private static String text(ByteBuf payload, int length) {
        String text =
                payload.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
        if (payload.readByte() != 0) {
            throw new IllegalStateException("no zero behind " + text);
        }
        return text;
    }

    /** True where nothing but the end of the stream follows. */
    boolean isClosedByPeer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return !(e instanceof SocketTimeoutException);
        }
    }

    /** Fails where the peer does not end the stream; a reset is an end too. */
    void readToTheEnd() {
        try {
            in.readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            // Reset.
            return;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
