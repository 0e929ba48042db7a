package io.weir.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The head of one request that passed the door: what the listener itself needs of it is picked out already. */
final class RequestHead {
    /** No {@code Content-Length}. */
    static final long NO_LENGTH = -1;

    final HttpMethod method;
    final String path;
    final @Nullable String query;
    final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    /** True for HTTP/1.0. */
    final boolean old;

    /** Null where HTTP/1.0 came without one. */
    @Nullable
    String authority;

    long contentLength = NO_LENGTH;
    boolean chunked;
    boolean keepAlive;
    boolean expectsContinue;
    /** The caller offers h2c, and its {@code Connection} field says so. */
    boolean upgradesToHttp2;

    RequestHead(HttpMethod method, String path, @Nullable String query, boolean old) {
        this.method = requireNonNull(method, "method");
        this.path = requireNonNull(path, "path");
        this.query = query;
        this.old = old;
    }

    /** False only where the framing says that no body follows (RFC 9112 §6.3). */
    boolean hasBody() {
        return chunked || contentLength > 0;
    }
}
