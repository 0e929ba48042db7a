package io.weir.ajp;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The methods that AJP has a code for. Any thread. */
final class Methods {
    /** The method stands in an attribute. */
    static final int STORED = 0xFF;

    private static final String[] NAMES = {
        "OPTIONS",
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "TRACE",
        "PROPFIND",
        "PROPPATCH",
        "MKCOL",
        "COPY",
        "MOVE",
        "LOCK",
        "UNLOCK",
        "ACL",
        "REPORT",
        "VERSION-CONTROL",
        "CHECKIN",
        "CHECKOUT",
        "UNCHECKOUT",
        "SEARCH",
        "MKWORKSPACE",
        "UPDATE",
        "LABEL",
        "MERGE",
        "BASELINE-CONTROL",
        "MKACTIVITY"
    };
    private static final HttpMethod[] METHODS = new HttpMethod[NAMES.length + 1];

    static {
        for (int i = 0; i < NAMES.length; i++) {
            METHODS[i + 1] = HttpMethod.valueOf(NAMES[i]);
        }
    }

    private Methods() {}

    /** The method of a code; null where it has none. */
    static @Nullable HttpMethod of(int code) {
        return code > 0 && code < METHODS.length ? METHODS[code] : null;
    }
}
