package io.weir.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.weir.publishing.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as the REST API answers it (RFC 9457); the codes are listed in {@code docs/errors.md}.
 *
 * @param errors every problem of the request; null where it is not about fields
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        @Nullable List<FieldProblem> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:weir:problem:";

    static Problem of(int status, String code, String detail, String requestId, List<FieldProblem> errors) {
        return new Problem(
                TYPE_PREFIX + code,
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                status,
                detail,
                code,
                requestId,
                errors.isEmpty() ? null : errors);
    }
}
