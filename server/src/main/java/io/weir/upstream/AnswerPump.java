package io.weir.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.weir.exchange.GatewayResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the answer from target to caller with back-pressure. The head waits until what arrived with it is known, so that a small answer
 * goes out in one write; the response is not touched before. Confined to the event loop of the call.
 */
final class AnswerPump {
    /** More than this of a body is not held back. */
    private static final int MAX_HELD_BYTES = 64 * 1024;

    private static final int NO_CONTENT = 204;

    private final UpstreamCall call;
    private final UpstreamListener listener;
    private @Nullable UpstreamStream stream;
    private @Nullable AnswerHead head;
    private @Nullable Buffer held;
    private boolean headWritten;
    private boolean stalled;
    private long received;

    AnswerPump(UpstreamCall call, UpstreamListener listener) {
        this.call = call;
        this.listener = listener;
    }

    void head(UpstreamStream from, AnswerHead newHead) {
        stream = from;
        head = newHead;
    }

    void piece(Buffer piece) {
        received += piece.length();
        if (headWritten) {
            write(piece);
            return;
        }
        held = held == null ? piece : held.appendBuffer(piece);
        if (held.length() > MAX_HELD_BYTES) {
            flush();
        }
    }

    /** A head that announces a body waits for its first bytes; one that does not say how much may have to wait for long. */
    void turnOver() {
        if (head != null && !headWritten && (held != null || length(head) < 0)) {
            flush();
        }
    }

    private void flush() {
        Buffer first = held == null ? Buffer.buffer() : held;
        held = null;
        writeHead();
        write(first);
    }

    private void write(Buffer piece) {
        GatewayResponse response = call.response();
        response.write(piece);
        if (!stalled && stream != null && response.writeQueueFull()) {
            stalled = true;
            stream.pause();
            response.drainHandler(drained -> drained());
        }
    }

    private void drained() {
        if (stalled && stream != null) {
            stalled = false;
            stream.resume();
        }
    }

    void end() {
        Buffer last = held;
        held = null;
        stream = null;
        if (!headWritten) {
            writeHead();
        }
        if (last == null) {
            call.response().end();
        } else {
            call.response().end(last);
        }
    }

    /** Moves nothing more. */
    void stop() {
        stream = null;
        held = null;
    }

    private void writeHead() {
        if (head == null) {
            throw new IllegalStateException("answer without a head");
        }
        headWritten = true;
        GatewayResponse response = call.response();
        MultiMap fields = response.status(head.status()).headers();
        String connection = head.get(HttpHeaderNames.CONNECTION);
        List<String> nominated = connection == null ? List.of() : HopByHop.nominated(List.of(connection));
        head.copyTo((name, value) -> {
            if (isPassed(name) && !HopByHop.isAmong(name, nominated)) {
                fields.add(name, value);
            }
        });
        long length = length(head);
        if (length >= 0 && head.status() != NO_CONTENT) {
            fields.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        fields.set(RequestHead.REQUEST_ID, call.requestId());
        listener.onHead(response);
    }

    private static boolean isPassed(CharSequence name) {
        return !HopByHop.contains(name)
                && !HopByHop.is(name, HttpHeaderNames.CONTENT_LENGTH)
                && !HopByHop.is(name, RequestHead.REQUEST_ID);
    }

    private static long length(AnswerHead head) {
        return HopByHop.length(head.get(HttpHeaderNames.CONTENT_LENGTH));
    }

    boolean hasBegun() {
        return head != null;
    }

    boolean isHeadWritten() {
        return headWritten;
    }

    /** True while the caller does not read. */
    boolean isStalled() {
        return stalled;
    }

    /** Of the target's answer; 0 before it. */
    int status() {
        return head == null ? 0 : head.status();
    }

    long received() {
        return received;
    }
}
