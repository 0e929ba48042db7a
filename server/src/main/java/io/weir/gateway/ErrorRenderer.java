package io.weir.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.weir.exchange.GatewayError;

/**
 * The one place where a {@link GatewayError} becomes bytes: {@code application/problem+json} (RFC 9457) with the members
 * {@code type, title, status, detail, code, requestId}, and {@code limit} for a limit's refusal. Any thread.
 */
public final class ErrorRenderer {
    /** The media type of every error that Weir itself answers. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:weir:problem:";

    private ErrorRenderer() {}

    /** The problem document for an error. */
    public static Buffer render(GatewayError error, String requestId) {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"type\":\"").append(TYPE_PREFIX).append(error.code()).append('"');
        member(json, "title", HttpResponseStatus.valueOf(error.status()).reasonPhrase());
        json.append(",\"status\":").append(error.status());
        member(json, "detail", error.detail());
        member(json, "code", error.code());
        member(json, "requestId", requestId);
        if (error instanceof GatewayError.RateLimited limited) {
            refusal(json, limited.limit());
        }
        return Buffer.buffer(json.append('}').toString());
    }

    private static void refusal(StringBuilder json, GatewayError.RateLimited.Refusal limit) {
        json.append(",\"limit\":{\"name\":\"").append(limit.name()).append('"');
        member(json, "scope", limit.scope());
        json.append(",\"count\":").append(limit.count());
        member(json, "period", limit.period());
        json.append(",\"resetSeconds\":").append(limit.resetSeconds());
        member(json, "store", limit.store());
        json.append('}');
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                escape(json, c);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static void escape(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
