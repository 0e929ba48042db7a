package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.config.ConfigException;
import io.weir.config.ConfigProblem;
import io.weir.config.Secret;
import io.weir.publishing.FieldProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings of {@code config.xml} in a body: the same names, read by the same rules. */
final class SettingsValues {
    private static final String ADDRESSES = "addresses";

    private SettingsValues() {}

    /**
     * Reads a body without secrets.
     *
     * @param element of the file, such as {@code datastore}
     * @throws ProblemException with everything that is wrong
     */
    static <T> T read(ObjectNode body, String element, Function<Map<String, String>, T> reader) {
        Map<String, String> values = new LinkedHashMap<>();
        body.properties()
                .forEach(member -> values.put(
                        member.getKey(),
                        member.getKey().equals(ADDRESSES)
                                ? joined(member.getValue())
                                : member.getValue().asText()));
        try {
            return reader.apply(values);
        } catch (ConfigException e) {
            throw ProblemException.invalid(e.problems().stream()
                    .map(problem -> problem(problem, element + "."))
                    .toList());
        }
    }

    /**
     * Takes a secret out of a body, with the member that only says whether it is set.
     *
     * @return null where it is not given
     */
    static @Nullable Secret take(ObjectNode body, String name) {
        body.remove(name + "Set");
        JsonNode given = body.remove(name);
        return given == null ? null : Secret.of(given.textValue());
    }

    private static String joined(JsonNode addresses) {
        StringJoiner joined = new StringJoiner(",");
        addresses.forEach(address -> joined.add(address.asText()));
        return joined.toString();
    }

    private static FieldProblem problem(ConfigProblem problem, String prefix) {
        String path = problem.path();
        return new FieldProblem(
                path.startsWith(prefix) ? path.substring(prefix.length()) : path,
                problem.value() + " (expected: " + problem.expected() + ")");
    }
}
