package io.weir.upstream;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.HostAndPort;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request on an HTTP/2 connection. Trailers are not passed on. Confined to its event loop. */
final class Http2Stream implements UpstreamStream {
    private final Http2Connection connection;
    private final ContextInternal context;
    private final HttpClientRequest request;
    private final Events events;
    private @Nullable HttpClientResponse answer;
    private boolean requestComplete;
    private boolean over;

    Http2Stream(Http2Connection connection, ContextInternal context, HttpClientRequest request, Events events) {
        this.connection = connection;
        this.context = context;
        this.request = request;
        this.events = events;
    }

    void start() {
        if (request.version() != HttpVersion.HTTP_2) {
            over = true;
            connection.isNotHttp2(events);
        } else {
            events.onStream(this);
        }
    }

    @Override
    public void send(RequestHead head, @Nullable Buffer body, boolean complete) {
        request.setMethod(head.method()).setURI(head.uri()).authority(HostAndPort.parseAuthority(head.authority(), -1));
        head.fields((name, value) -> request.headers().add(name, value));
        if (head.length() >= 0) {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(head.length()));
        } else if (head.length() == RequestHead.UNKNOWN_LENGTH) {
            request.setChunked(true);
        }
        request.exceptionHandler(this::broken);
        request.drainHandler(drained -> events.onWritable());
        request.response().onComplete(this::head, this::broken);
        requestComplete = complete;
        if (complete) {
            (body == null ? request.end() : request.end(body)).onFailure(this::broken);
        } else {
            (body == null ? request.sendHead() : request.write(body)).onFailure(this::broken);
        }
    }

    private void head(HttpClientResponse response) {
        if (over) {
            return;
        }
        answer = response;
        response.exceptionHandler(this::broken);
        response.handler(events::onPiece);
        response.endHandler(ended -> ended());
        events.onHead(new Http2Head(response.statusCode(), response.headers()));
        // What came with the head is told within this turn of the loop.
        context.runOnContext(turn -> turnOver());
    }

    private void turnOver() {
        if (!over) {
            events.onTurnOver();
        }
    }

    private void ended() {
        if (over) {
            return;
        }
        over = true;
        if (!requestComplete) {
            request.reset(Http2Error.CANCEL.code());
        }
        connection.streamClosed();
        events.onEnd();
    }

    private void broken(Throwable cause) {
        if (!over) {
            over = true;
            connection.streamClosed();
            events.onBroken(cause);
        }
    }

    @Override
    public void write(Buffer piece) {
        request.write(piece);
    }

    @Override
    public void end() {
        requestComplete = true;
        request.end();
    }

    @Override
    public boolean isWritable() {
        return !request.writeQueueFull();
    }

    @Override
    public void pause() {
        if (answer != null) {
            answer.pause();
        }
    }

    @Override
    public void resume() {
        if (answer != null) {
            answer.resume();
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            request.reset(Http2Error.CANCEL.code());
            connection.streamClosed();
        }
    }

    /** The head as Vert.x has it. */
    private record Http2Head(int status, MultiMap headers) implements AnswerHead {
        @Override
        public @Nullable String get(CharSequence name) {
            return headers.get(name);
        }

        @Override
        public void copyTo(HeaderSink sink) {
            for (Map.Entry<String, String> field : headers) {
                sink.add(field.getKey(), field.getValue());
            }
        }
    }
}
