package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.publishing.FieldProblem;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keywords of one schema object (JSON Schema 2020-12, as far as the contract uses it), each turned into a check. */
final class SchemaKeywords {
    private static final String EXPECTED = "x-weir-expected";
    private static final String LATER = "not in this version";

    private final Schema.Compiler compiler;
    private final JsonNode model;
    private final boolean secret;

    SchemaKeywords(Schema.Compiler compiler, JsonNode model) {
        this.compiler = compiler;
        this.model = model;
        this.secret = model.path("x-weir-secret").booleanValue();
    }

    /** What a keyword demands; nothing for one that only describes. */
    Optional<Schema.Check> check(String keyword) {
        JsonNode rule = model.path(keyword);
        return switch (keyword) {
            case "type" -> Optional.of(type(rule));
            case "$ref" -> Optional.of(compiler.reference(rule.textValue())::check);
            case "allOf" -> Optional.of(allOf(rule));
            case "not" -> Optional.of(not(rule));
            case "enum" -> Optional.of(oneOf(rule));
            case "properties" -> Optional.of(properties(rule));
            case "required" -> Optional.of(required(rule));
            case "additionalProperties" -> Optional.of(additionalProperties(rule));
            case "items" -> Optional.of(items(rule));
            case "minItems" -> Optional.of(size(rule.intValue(), Integer.MAX_VALUE, "at least " + rule + " items"));
            case "maxItems" -> Optional.of(size(0, rule.intValue(), "at most " + rule + " items"));
            case "uniqueItems" -> Optional.of(uniqueItems());
            case "minimum" -> Optional.of(bound(rule.longValue(), Long.MAX_VALUE, ">= " + rule));
            case "maximum" -> Optional.of(bound(Long.MIN_VALUE, rule.longValue(), "<= " + rule));
            case "minLength" ->
                Optional.of(length(rule.intValue(), Integer.MAX_VALUE, "at least " + rule + " characters"));
            case "maxLength" -> Optional.of(length(0, rule.intValue(), "at most " + rule + " characters"));
            case "pattern" -> Optional.of(pattern(rule.textValue()));
            case "format" -> format(rule.textValue());
            case "description", "default", EXPECTED, "x-weir-secret" -> Optional.empty();
            default ->
                throw new IllegalArgumentException(keyword + " (expected: a keyword that requests are checked for)");
        };
    }

    private Schema.Check type(JsonNode rule) {
        Set<String> types = new LinkedHashSet<>();
        if (rule.isTextual()) {
            types.add(rule.textValue());
        } else {
            rule.forEach(type -> types.add(type.textValue()));
        }
        String expected = String.join(" or ", types);
        return (value, path, problems) -> {
            if (types.stream().noneMatch(type -> isOfType(value, type))) {
                problems.add(problem(value, path, expected));
            }
        };
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("type: " + type + " (expected: a JSON type)");
        };
    }

    private Schema.Check allOf(JsonNode rule) {
        List<Schema> schemas = new ArrayList<>();
        rule.forEach(schema -> schemas.add(compiler.compile(schema)));
        return (value, path, problems) -> schemas.forEach(schema -> schema.check(value, path, problems));
    }

    private Schema.Check not(JsonNode rule) {
        JsonNode refused = rule.get("const");
        if (refused == null && !rule.isEmpty()) {
            throw new IllegalArgumentException("not: " + rule + " (expected: {} or a const)");
        }
        return (value, path, problems) -> {
            if (refused == null || refused.equals(value)) {
                problems.add(new FieldProblem(path, Schema.shown(value, secret) + " (" + LATER + ")"));
            }
        };
    }

    private Schema.Check oneOf(JsonNode rule) {
        Set<JsonNode> values = new LinkedHashSet<>();
        rule.forEach(values::add);
        String expected = "one of " + values.stream().map(JsonNode::asText).collect(Collectors.joining(", "));
        return (value, path, problems) -> {
            if (value.isValueNode() && !values.contains(value)) {
                problems.add(problem(value, path, expected));
            }
        };
    }

    private Schema.Check properties(JsonNode rule) {
        Map<String, Schema> schemas = new HashMap<>();
        rule.properties().forEach(member -> schemas.put(member.getKey(), compiler.compile(member.getValue())));
        return (value, path, problems) -> value.properties().forEach(member -> {
            Schema schema = schemas.get(member.getKey());
            if (schema != null) {
                schema.check(member.getValue(), below(path, member.getKey()), problems);
            }
        });
    }

    private Schema.Check required(JsonNode rule) {
        List<String> names = new ArrayList<>();
        rule.forEach(name -> names.add(name.textValue()));
        return (value, path, problems) -> names.stream()
                .filter(name -> value.isObject() && !value.has(name))
                .forEach(name -> problems.add(new FieldProblem(below(path, name), "missing")));
    }

    private Schema.Check additionalProperties(JsonNode rule) {
        if (!rule.isBoolean() || rule.booleanValue()) {
            throw new IllegalArgumentException("additionalProperties: " + rule + " (expected: false)");
        }
        Set<String> known = new LinkedHashSet<>();
        model.path("properties").fieldNames().forEachRemaining(known::add);
        String expected = "one of " + String.join(", ", known);
        return (value, path, problems) -> value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(new FieldProblem(below(path, name), "unknown field (expected: " + expected + ")"));
            }
        });
    }

    private Schema.Check items(JsonNode rule) {
        Schema schema = compiler.compile(rule);
        return (value, path, problems) -> {
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                schema.check(value.get(i), path + "[" + i + "]", problems);
            }
        };
    }

    private static Schema.Check size(int min, int max, String expected) {
        return (value, path, problems) -> {
            if (value.isArray() && (value.size() < min || value.size() > max)) {
                problems.add(new FieldProblem(path, value.size() + " items (expected: " + expected + ")"));
            }
        };
    }

    private Schema.Check uniqueItems() {
        return (value, path, problems) -> {
            Set<JsonNode> seen = new HashSet<>();
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                if (!seen.add(value.get(i))) {
                    problems.add(problem(value.get(i), path + "[" + i + "]", "each item once"));
                }
            }
        };
    }

    private Schema.Check bound(long min, long max, String expected) {
        return (value, path, problems) -> {
            if (value.isIntegralNumber()
                    && (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max)) {
                problems.add(problem(value, path, expected));
            }
        };
    }

    private Schema.Check length(int min, int max, String fallback) {
        String expected = model.path(EXPECTED).asText(fallback);
        return (value, path, problems) -> {
            if (value.isTextual()) {
                int length =
                        value.textValue().codePointCount(0, value.textValue().length());
                if (length < min || length > max) {
                    problems.add(problem(value, path, expected));
                }
            }
        };
    }

    private Schema.Check pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        String expected = model.path(EXPECTED).asText("a text that matches " + regex);
        return (value, path, problems) -> {
            if (value.isTextual() && !pattern.matcher(value.textValue()).find()) {
                problems.add(problem(value, path, expected));
            }
        };
    }

    private Optional<Schema.Check> format(String format) {
        if (!format.equals("date-time")) {
            return Optional.empty();
        }
        String expected = model.path(EXPECTED).asText("a date and time with offset");
        return Optional.of((value, path, problems) -> {
            if (value.isTextual() && !isDateTime(value.textValue())) {
                problems.add(problem(value, path, expected));
            }
        });
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private FieldProblem problem(JsonNode value, String path, String expected) {
        return new FieldProblem(path, Schema.shown(value, secret) + " (expected: " + expected + ")");
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
