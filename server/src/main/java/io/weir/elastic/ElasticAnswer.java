package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * What Elasticsearch answered.
 *
 * @param status of HTTP
 * @param body as sent, mostly JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not changed
record ElasticAnswer(int status, byte[] body) {
    static final ObjectMapper MAPPER = new ObjectMapper();

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body; missing where it is no JSON. */
    JsonNode json() {
        try {
            JsonNode read = body.length == 0 ? null : MAPPER.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The kind of failure, such as {@code index_not_found_exception}; empty where it names none. */
    String errorType() {
        return json().path("error").path("type").asText("");
    }

    /** Why it failed, in the server's words. */
    String reason() {
        JsonNode error = json().path("error");
        String reason =
                error.isTextual() ? error.textValue() : error.path("reason").asText("");
        return status + (reason.isEmpty() ? "" : " " + reason);
    }
}
