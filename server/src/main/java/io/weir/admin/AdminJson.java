package io.weir.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;

/** How the REST API reads and writes JSON: strict in what it takes, ISO 8601 for dates and durations, nothing for null. Any thread. */
final class AdminJson {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    static final ObjectMapper YAML = new YAMLMapper();

    private AdminJson() {}

    /** Takes out members that are null, at any depth: they count as absent. */
    static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(member -> member.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(object::remove);
        }
        node.forEach(AdminJson::withoutNulls);
        return node;
    }

    /**
     * A body as a JSON object, without nulls.
     *
     * @throws ProblemException 400 where it is not JSON, 422 where it is something else
     */
    static JsonNode read(Buffer body) {
        try {
            JsonNode node = MAPPER.readTree(body.getBytes());
            if (node != null && !node.isMissingNode()) {
                return withoutNulls(node);
            }
        } catch (IOException e) {
            throw malformed(e instanceof JsonProcessingException json ? where(json) : "unreadable");
        }
        throw malformed("empty");
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String message =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return at == null ? message : message + ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(400, "malformed-json", "the body is not JSON: " + why);
    }
}
