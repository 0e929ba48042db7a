package io.weir.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Definition;
import io.weir.catalog.InvalidDefinitionException;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions of JSON that passed the contract. A record's constructor stops at its first problem, so its parts are tried one by
 * one first: the caller learns of all.
 *
 * @param type the record
 * @param parts what to try first, inner parts before outer ones
 */
record DefinitionReader<T extends Definition>(Class<T> type, List<Part> parts) {

    /**
     * A part that has a constructor of its own.
     *
     * @param path a JSON Pointer, with {@code *} for each item of an array
     */
    record Part(String path, Class<?> type) {}

    /** @throws RefusedException with every problem */
    T read(ObjectNode json) {
        List<FieldProblem> problems = new ArrayList<>();
        for (Part part : parts) {
            int before = problems.size();
            tryEach(json, part.path().split("/"), 1, "", part.type(), problems);
            if (problems.size() > before) {
                break;
            }
        }
        T definition = problems.isEmpty() ? convert(json, "", type, problems) : null;
        if (definition == null) {
            throw RefusedException.invalid(problems);
        }
        return definition;
    }

    private static void tryEach(
            JsonNode node, String[] steps, int index, String path, Class<?> part, List<FieldProblem> problems) {
        if (index == steps.length) {
            convert(node, path, part, problems);
        } else if (steps[index].equals("*")) {
            for (int i = 0; i < node.size(); i++) {
                tryEach(node.get(i), steps, index + 1, path + "[" + i + "]", part, problems);
            }
        } else if (node.has(steps[index])) {
            String below = path.isEmpty() ? steps[index] : path + "." + steps[index];
            tryEach(node.get(steps[index]), steps, index + 1, below, part, problems);
        }
    }

    private static <P> @Nullable P convert(JsonNode node, String path, Class<P> part, List<FieldProblem> problems) {
        try {
            return AdminJson.MAPPER.treeToValue(node, part);
        } catch (JsonMappingException e) {
            problems.add(problem(e, path));
        } catch (JsonProcessingException e) {
            problems.add(new FieldProblem(path, e.getOriginalMessage()));
        }
        return null;
    }

    private static FieldProblem problem(JsonMappingException e, String path) {
        StringBuilder where = new StringBuilder(path);
        String last = "";
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                where.append('[').append(reference.getIndex()).append(']');
            } else {
                last = reference.getFieldName();
                where.append(where.length() == 0 ? "" : ".").append(last);
            }
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidDefinitionException invalid) {
                return problem(invalid, where.toString());
            }
        }
        return new FieldProblem(where.toString(), "a value of this form (" + e.getOriginalMessage() + ")");
    }

    private static FieldProblem problem(InvalidDefinitionException invalid, String where) {
        String message = String.valueOf(invalid.getMessage());
        String prefix = invalid.field() + ": ";
        String text = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        String container = where.substring(Math.max(where.lastIndexOf('.'), where.lastIndexOf(']')) + 1);
        String field = invalid.field();
        if (field.equals(container) || field.startsWith(container + ".")) {
            field = field.substring(Math.min(field.length(), container.length() + 1));
        }
        String separator = where.isEmpty() || field.isEmpty() || field.startsWith("[") ? "" : ".";
        return new FieldProblem(where + separator + field, text);
    }
}
