package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One form for values that mean the same, so that they can be compared: a member that is null is absent, an absent one with a default
 * has it, an empty array is absent, the items of a set are in order, and numbers, dates and durations are written in one way.
 *
 * @param resolve follows a schema's reference
 */
record Canonical(UnaryOperator<JsonNode> resolve) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    ObjectNode of(ObjectNode object, JsonNode schema) {
        return object(object, resolve.apply(schema));
    }

    private JsonNode value(JsonNode value, JsonNode schema) {
        JsonNode resolved = resolve.apply(schema);
        if (value instanceof ObjectNode object) {
            return object(object, resolved);
        }
        if (value.isArray()) {
            return array(value, resolved);
        }
        if (value.isTextual()) {
            return NODES.textNode(text(value.asText(), resolved.path("format").asText()));
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return NODES.numberNode(value.longValue());
        }
        return value.isNumber() ? NODES.numberNode(value.decimalValue().stripTrailingZeros()) : value;
    }

    /** Items that must differ are a set: their order means nothing. */
    private ArrayNode array(JsonNode array, JsonNode schema) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(item -> items.add(value(item, schema.path("items"))));
        if (schema.path("uniqueItems").asBoolean()) {
            items.sort(Comparator.comparing(JsonNode::toString));
        }
        return NODES.arrayNode().addAll(items);
    }

    private static String text(String text, String format) {
        try {
            return switch (format) {
                case "date-time" -> OffsetDateTime.parse(text).toInstant().toString();
                case "duration" -> Duration.parse(text).toString();
                default -> text;
            };
        } catch (DateTimeException notOne) {
            return text;
        }
    }

    private ObjectNode object(ObjectNode object, JsonNode schema) {
        ObjectNode canonical = NODES.objectNode();
        JsonNode properties = schema.path("properties");
        object.properties().forEach(member -> {
            JsonNode value = value(member.getValue(), properties.path(member.getKey()));
            if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                canonical.set(member.getKey(), value);
            }
        });
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode resolved = resolve.apply(property.getValue());
            JsonNode standard = resolved.path("default");
            if (!standard.isMissingNode()
                    && !canonical.has(property.getKey())
                    && !(standard.isArray() && standard.isEmpty())) {
                canonical.set(property.getKey(), value(standard, resolved));
            }
        }
        return canonical;
    }
}
