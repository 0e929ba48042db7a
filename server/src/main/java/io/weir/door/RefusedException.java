package io.weir.door;

import io.weir.exchange.GatewayError;
import io.weir.exchange.GatewayError.MalformedRequest;

/**
 * The door refuses what a caller sent. Without a stack trace: callers who send rubbish should not make the gateway walk its stack. The
 * handler of a body sees it as the reason why the body ended early; the caller has its answer by then.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;

    public RefusedException(GatewayError error) {
        super(error.detail(), null, false, false);
        this.error = error;
    }

    /** What the caller was told. */
    public GatewayError error() {
        return error;
    }

    public static RefusedException badRequestLine(String detail) {
        return malformed(400, "bad-request-line", detail);
    }

    public static RefusedException badTarget(String detail) {
        return malformed(400, "bad-target", detail);
    }

    public static RefusedException badHost(String detail) {
        return malformed(400, "bad-host", detail);
    }

    public static RefusedException badHeader(String detail) {
        return malformed(400, "bad-header", detail);
    }

    public static RefusedException badFraming(String detail) {
        return malformed(400, "bad-framing", detail);
    }

    public static RefusedException badChunk(String detail) {
        return malformed(400, "bad-chunk", detail);
    }

    public static RefusedException malformed(int status, String code, String detail) {
        return new RefusedException(new MalformedRequest(status, code, detail));
    }
}
