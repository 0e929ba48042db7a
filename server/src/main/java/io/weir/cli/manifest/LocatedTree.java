package io.weir.cli.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * One document of a file, with the line of each of its fields.
 *
 * @param lines by path, such as {@code limits[0].count}; {@code ""} for the whole
 */
record LocatedTree(JsonNode root, Map<String, Integer> lines) {
    private static final int MAX_CHARACTERS = 64 << 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loaderOptions(largeFiles())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A file is not well-formed. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;

        SyntaxException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /** Reads every document of a JSON or YAML file; empty ones are left out. */
    static List<LocatedTree> read(Path file) throws IOException, SyntaxException {
        JsonFactory factory = file.toString().endsWith(".json") ? JSON : YAML;
        List<LocatedTree> trees = new ArrayList<>();
        try (JsonParser parser = factory.createParser(Files.newBufferedReader(file))) {
            while (parser.nextToken() != null) {
                Map<String, Integer> lines = new HashMap<>();
                JsonNode root = new Reader(parser, lines).value("");
                boolean isEmpty =
                        root.isNull() || (root.isTextual() && root.asText().isEmpty());
                if (!isEmpty) {
                    trees.add(new LocatedTree(root, lines));
                }
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new SyntaxException(line, oneLine(e.getOriginalMessage()));
        }
        return trees;
    }

    /** Without the excerpts of the file that the YAML reader puts in between. */
    private static String oneLine(String message) {
        return message.replaceAll("(?s)\\s+in '?reader'?, line \\d+, column \\d+:\\R.*?\\^", ":")
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll(":?\\s*$", "");
    }

    private static LoaderOptions largeFiles() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        return options;
    }

    /** Walks the tokens, because trees do not keep their lines. */
    private record Reader(JsonParser parser, Map<String, Integer> lines) {

        JsonNode value(String path) throws IOException, SyntaxException {
            lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
            if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw new SyntaxException(
                        parser.currentTokenLocation().getLineNr(),
                        "*" + parser.getText() + " (expected: the value itself; aliases are not read)");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(path);
                case START_ARRAY -> array(path);
                case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                default -> NODES.textNode(parser.getText());
            };
        }

        private ObjectNode object(String path) throws IOException, SyntaxException {
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String member = path.isEmpty() ? name : path + "." + name;
                lines.put(member, parser.currentTokenLocation().getLineNr());
                parser.nextToken();
                object.set(name, value(member));
            }
            return object;
        }

        private ArrayNode array(String path) throws IOException, SyntaxException {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(path + "[" + array.size() + "]"));
            }
            return array;
        }
    }
}
