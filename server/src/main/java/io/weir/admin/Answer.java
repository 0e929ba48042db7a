package io.weir.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body null for none
 * @param stream writes the body instead, as long as it likes; null for none
 * @param code of the problem that it tells of; null for none
 */
record Answer(
        int status,
        Map<String, String> headers,
        @Nullable Buffer body,
        @Nullable Streamed stream,
        @Nullable String code) {
    private static final String CONTENT_TYPE = "Content-Type";

    /** A body that comes bit by bit. One of the two is called, once, on the request's event loop. */
    interface Streamed {
        /** Begins to write; the head is set. */
        void start(HttpServerRequest request);

        /** The client has left already. */
        void abandon();
    }

    static Answer json(int status, Object value) {
        return of(status, Operation.JSON, encode(value));
    }

    static Answer of(int status, String mediaType, Buffer body) {
        return new Answer(status, Map.of(CONTENT_TYPE, mediaType), body, null, null);
    }

    static Answer stream(String mediaType, Streamed stream) {
        return new Answer(200, Map.of(CONTENT_TYPE, mediaType), null, stream, null);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), null, null, null);
    }

    static Answer problem(ProblemException problem, String requestId) {
        Problem document = Problem.of(
                problem.status(), problem.code(), String.valueOf(problem.getMessage()), requestId, problem.errors());
        Map<String, String> type = Map.of(CONTENT_TYPE, Problem.MEDIA_TYPE);
        Answer answer = new Answer(problem.status(), type, encode(document), null, problem.code());
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body, stream, code);
    }

    private static Buffer encode(Object value) {
        try {
            return Buffer.buffer(AdminJson.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }
}
