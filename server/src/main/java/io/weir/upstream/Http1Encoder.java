package io.weir.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/**
 * Writes HTTP/1.1 request heads and chunk frames (RFC 9112) straight into a buffer. Whatever could end a line early is refused here, so
 * that no listener's mistake becomes a second request.
 */
final class Http1Encoder implements HeaderSink {
    private static final byte[] VERSION_AND_HOST = " HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final int COLON_SPACE = (':' << 8) | ' ';
    private static final int CRLF = ('\r' << 8) | '\n';

    /** Follows the data of a chunk. */
    static final ByteBuf CHUNK_END = constant("\r\n");

    /** The last chunk. */
    static final ByteBuf BODY_END = constant("0\r\n\r\n");

    private final ByteBuf out;

    Http1Encoder(ByteBuf out) {
        this.out = out;
    }

    private static ByteBuf constant(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(text.length())
                .writeBytes(text.getBytes(StandardCharsets.US_ASCII))
                .asReadOnly());
    }

    void head(RequestHead head) {
        out.writeCharSequence(head.method().name(), StandardCharsets.US_ASCII);
        out.writeByte(' ');
        text(requireTarget(head.uri()));
        out.writeBytes(VERSION_AND_HOST);
        text(head.authority());
        out.writeShort(CRLF);
        head.fields(this);
        long length = head.length();
        if (length >= 0) {
            out.writeBytes(LENGTH);
            text(Long.toString(length));
            out.writeInt((CRLF << 16) | CRLF);
        } else if (length == RequestHead.NO_BODY) {
            out.writeShort(CRLF);
        } else {
            out.writeBytes(CHUNKED);
        }
    }

    @Override
    public void add(CharSequence name, CharSequence value) {
        for (int i = 0; i < name.length(); i++) {
            requireTokenChar(name.charAt(i), name);
        }
        for (int i = 0; i < value.length(); i++) {
            requireFieldChar(value.charAt(i), name);
        }
        text(name);
        out.writeShort(COLON_SPACE);
        text(value);
        out.writeShort(CRLF);
    }

    /** The size line of a chunk. */
    void chunkSize(int size) {
        text(Integer.toHexString(size));
        out.writeShort(CRLF);
    }

    private void text(CharSequence text) {
        if (text instanceof AsciiString ascii) {
            ByteBufUtil.copy(ascii, out);
        } else {
            out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        }
    }

    private static void requireTokenChar(char c, CharSequence name) {
        if (c <= ' ' || c >= 0x7F || c == ':') {
            throw new IllegalArgumentException("header field name: " + name + " (expected: a token)");
        }
    }

    private static void requireFieldChar(char c, CharSequence name) {
        if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
            throw new IllegalArgumentException("value of header field " + name + ": has character " + (int) c
                    + " (expected: ISO 8859-1, no controls)");
        }
    }

    private static String requireTarget(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException(
                        "target: has character " + (int) c + " at " + i + " (expected: no space, no controls)");
            }
        }
        return target;
    }
}
