package io.weir.door;

import static java.util.Objects.requireNonNull;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The head of one request that passed the door: what the listener itself needs of it is picked out already. */
public final class RequestHead {
    /** No {@code Content-Length}. */
    public static final long NO_LENGTH = -1;

    public final HttpMethod method;
    public final String path;
    public final @Nullable String query;
    public final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    /** True for HTTP/1.0. */
    public final boolean old;

    /** Null where HTTP/1.0 came without one. */
    @Nullable
    public String authority;

    public long contentLength = NO_LENGTH;
    public boolean chunked;
    public boolean keepAlive;
    public boolean expectsContinue;
    /** The caller offers h2c, and its {@code Connection} field says so. */
    public boolean upgradesToHttp2;

    public RequestHead(HttpMethod method, String path, @Nullable String query, boolean old) {
        this.method = requireNonNull(method, "method");
        this.path = requireNonNull(path, "path");
        this.query = query;
        this.old = old;
    }

    /** False only where the framing says that no body follows (RFC 9112 §6.3). */
    public boolean hasBody() {
        return chunked || contentLength > 0;
    }
}
