package io.weir.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the head of an HTTP/1.1 answer into one array and then into one buffer, with room for a small body behind it. Octets above
 * 0x7F stay what they are. Confined to one event loop; one head at a time.
 */
final class HeadWriter {
    static final byte[] CLOSE = ascii("Connection: close\r\n");
    static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final int MAX_STATUS = 1000;

    private final byte[][] statusLines = new byte[MAX_STATUS][];
    private byte[] bytes = new byte[4 << 10];
    private int length;

    /** Starts with the status line. */
    HeadWriter begin(int status) {
        length = 0;
        return line(statusLine(status));
    }

    /** Adds a whole field line. */
    HeadWriter line(byte[] line) {
        reserve(line.length);
        System.arraycopy(line, 0, bytes, length, line.length);
        length += line.length;
        return this;
    }

    HeadWriter contentLength(long value) {
        line(CONTENT_LENGTH);
        text(Long.toString(value));
        return lineEnd();
    }

    /** Adds all fields, in their order. */
    HeadWriter fields(MultiMap headers) {
        if (headers instanceof HttpHeaders fields) {
            // The names as they are, where forEach would make strings of them.
            Iterator<Map.Entry<CharSequence, CharSequence>> all = fields.iteratorCharSequence();
            while (all.hasNext()) {
                Map.Entry<CharSequence, CharSequence> field = all.next();
                field(field.getKey(), field.getValue());
            }
        } else {
            headers.forEach((name, value) -> field(name, value));
        }
        return this;
    }

    /** Ends the head and gives it, with room for so many bytes of body. */
    ByteBuf end(ByteBufAllocator allocator, int room) {
        lineEnd();
        return allocator.ioBuffer(length + room).writeBytes(bytes, 0, length);
    }

    private void field(CharSequence name, CharSequence value) {
        text(name);
        reserve(2);
        bytes[length++] = ':';
        bytes[length++] = ' ';
        text(value);
        lineEnd();
    }

    @SuppressWarnings(
            "deprecation") // getBytes(int, ...) takes the low octet of each character, which is Latin-1 without an
    // encoder
    private void text(CharSequence text) {
        int size = text.length();
        reserve(size);
        if (text instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, length, size);
        } else {
            text.toString().getBytes(0, size, bytes, length);
        }
        length += size;
    }

    private HeadWriter lineEnd() {
        reserve(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length << 1, length + more));
        }
    }

    private byte[] statusLine(int status) {
        byte @Nullable [] line = statusLines[status];
        if (line == null) {
            line = ascii("HTTP/1.1 " + status + " "
                    + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n");
            statusLines[status] = line;
        }
        return line;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
