package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Elasticsearch. Not changed any more once it is sent.
 *
 * @param path with a leading slash, without parameters
 * @param body JSON, or lines of it; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a bulk's body is too large to copy
record ElasticRequest(
        String method, String path, Map<String, String> parameters, byte @Nullable [] body, boolean isLines) {

    static ElasticRequest get(String path) {
        return new ElasticRequest("GET", path, Map.of(), null, false);
    }

    static ElasticRequest delete(String path) {
        return new ElasticRequest("DELETE", path, Map.of(), null, false);
    }

    static ElasticRequest post(String path) {
        return new ElasticRequest("POST", path, Map.of(), null, false);
    }

    static ElasticRequest post(String path, JsonNode body) {
        return new ElasticRequest("POST", path, Map.of(), bytes(body), false);
    }

    static ElasticRequest put(String path, JsonNode body) {
        return new ElasticRequest("PUT", path, Map.of(), bytes(body), false);
    }

    /** @param body NDJSON */
    static ElasticRequest bulk(byte[] body) {
        return new ElasticRequest("POST", "/_bulk", Map.of(), body, true);
    }

    ElasticRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new ElasticRequest(method, path, more, body, isLines);
    }

    /** Asks for these parts of the answer alone, comma-separated. */
    ElasticRequest filtered(String paths) {
        return with("filter_path", paths);
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
