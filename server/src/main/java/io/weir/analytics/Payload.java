package io.weir.analytics;

import org.jspecify.annotations.Nullable;

/**
 * What was kept of the bodies of a call, for APIs that ask for it.
 *
 * @param request the beginning of the request's body; null where there was none
 * @param response the beginning of the answer's body; null where there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not changed once it is here
public record Payload(byte @Nullable [] request, byte @Nullable [] response) {

    /** How much memory it takes. */
    int bytes() {
        return (request == null ? 0 : request.length) + (response == null ? 0 : response.length);
    }
}
