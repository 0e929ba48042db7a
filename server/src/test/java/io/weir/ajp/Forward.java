package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A forwarded request as a web server packs it: a well-formed GET with the right secret, unless a test changes something. */
final class Forward {
    static final String SECRET = "s3cret";

    int method = 2;

    @Nullable
    String protocol = "HTTP/1.1";

    @Nullable
    String uri = "/x";

    @Nullable
    String remoteAddress = "203.0.113.9";

    @Nullable
    String serverName = "front.example";

    int serverPort = 80;
    boolean tls;
    private final List<Field> fields = new ArrayList<>(List.of(new Field(0xA00B, "Host", "api.example:8080")));
    private final List<ByteBuf> attributes = new ArrayList<>();

    @Nullable
    String secret = SECRET;

    /** @param code 0 where the name is sent */
    private record Field(int code, String name, @Nullable String value) {}

    static Forward get(String uri) {
        Forward forward = new Forward();
        forward.uri = uri;
        return forward;
    }

    /** POST with a Content-Length. */
    static Forward post(String uri, long length) {
        Forward forward = get(uri);
        forward.method = 4;
        return forward.coded(0xA008, Long.toString(length));
    }

    /** POST of unknown length. */
    static Forward postChunked(String uri) {
        Forward forward = get(uri);
        forward.method = 4;
        return forward.with("Transfer-Encoding", "chunked");
    }

    Forward method(int code) {
        method = code;
        return this;
    }

    Forward coded(int code, @Nullable String value) {
        fields.add(new Field(code, "", value));
        return this;
    }

    Forward with(String name, String value) {
        fields.add(new Field(0, name, value));
        return this;
    }

    Forward withoutHost() {
        fields.removeIf(field -> field.name().equals("Host"));
        return this;
    }

    Forward secret(@Nullable String text) {
        secret = text;
        return this;
    }

    Forward attribute(int code, @Nullable String value) {
        ByteBuf bytes = Unpooled.buffer().writeByte(code);
        text(bytes, value);
        attributes.add(bytes);
        return this;
    }

    Forward requestAttribute(String name, @Nullable String value) {
        ByteBuf bytes = Unpooled.buffer().writeByte(0x0A);
        text(bytes, name);
        text(bytes, value);
        attributes.add(bytes);
        return this;
    }

    Forward keySize(int bits) {
        attributes.add(Unpooled.buffer().writeByte(0x0B).writeShort(bits));
        return this;
    }

    Forward raw(byte[] octets) {
        attributes.add(Unpooled.wrappedBuffer(octets));
        return this;
    }

    /** What follows the packet's code. */
    byte[] payload() {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(method);
        text(out, protocol);
        text(out, uri);
        text(out, remoteAddress);
        text(out, null);
        text(out, serverName);
        out.writeShort(serverPort).writeBoolean(tls).writeShort(fields.size());
        for (Field field : fields) {
            if (field.code() == 0) {
                text(out, field.name());
            } else {
                out.writeShort(field.code());
            }
            text(out, field.value());
        }
        attributes.forEach(attribute -> out.writeBytes(attribute.duplicate()));
        if (secret != null) {
            out.writeByte(0x0C);
            text(out, secret);
        }
        out.writeByte(0xFF);
        return octets(out);
    }

    /** The whole packet. */
    byte[] packet() {
        byte[] payload = payload();
        return octets(Unpooled.buffer()
                .writeShort(0x1234)
                .writeShort(payload.length + 1)
                .writeByte(2)
                .writeBytes(payload));
    }

    /** A packet with a part of a body; an empty one ends it. */
    static byte[] body(byte[] data) {
        ByteBuf out = Unpooled.buffer().writeShort(0x1234);
        return data.length == 0
                ? octets(out.writeShort(0))
                : octets(out.writeShort(data.length + 2).writeShort(data.length).writeBytes(data));
    }

    static byte[] ping() {
        return new byte[] {0x12, 0x34, 0, 1, 10};
    }

    private static void text(ByteBuf out, @Nullable String text) {
        if (text == null) {
            out.writeShort(0xFFFF);
        } else {
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            out.writeShort(octets.length).writeBytes(octets).writeByte(0);
        }
    }

    private static byte[] octets(ByteBuf out) {
        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        return octets;
    }
}
