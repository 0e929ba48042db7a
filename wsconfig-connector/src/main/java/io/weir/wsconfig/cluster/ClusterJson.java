package io.weir.wsconfig.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.wsconfig.cluster.ClusterNode.Listener;
import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the answer of {@code GET /api/v1/cluster}. Fields that a later version may add are passed over. One thread, one answer.
 */
final class ClusterJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final String source;
    private final NodeValues values;
    private final JsonParser parser;

    private ClusterJson(String source, JsonParser parser) {
        this.source = source;
        this.values = new NodeValues(source);
        this.parser = parser;
    }

    /**
     * The cluster that this document describes.
     *
     * @param source named in every problem
     */
    static Cluster parse(String source, byte[] document) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            return new ClusterJson(source, parser).cluster();
        } catch (IOException e) {
            throw unexpected(source, e);
        }
    }

    private Cluster cluster() throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        Map<String, String> fields = new HashMap<>();
        List<ClusterNode> nodes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("nodes")) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    nodes.add(node());
                }
            } else {
                scalar(name, fields);
            }
        }
        return new Cluster(required(fields, "name"), values.generation(fields.getOrDefault("generation", "0")), nodes);
    }

    private ClusterNode node() throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        Map<String, String> fields = new HashMap<>();
        List<Listener> listeners = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("listeners")) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    listeners.add(listener());
                }
            } else {
                scalar(name, fields);
            }
        }
        return new ClusterNode(
                values.id(required(fields, "id")),
                values.host(required(fields, "host")),
                values.state(required(fields, "state")),
                fields.getOrDefault("profile", "all-in-one"),
                values.weight(fields.getOrDefault("weight", "1")),
                listeners);
    }

    private Listener listener() throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT);
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            scalar(name, fields);
        }
        return new Listener(
                required(fields, "name"),
                values.port(required(fields, "port")),
                Boolean.parseBoolean(fields.getOrDefault("loopback", "false")));
    }

    private void scalar(String name, Map<String, String> fields) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            fields.put(name, parser.getText());
        }
    }

    private String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new WsconfigException(source + ": no " + name + " (expected: the admin API's GET /api/v1/cluster)");
        }
        return value;
    }

    private void expect(JsonToken token, JsonToken wanted) {
        if (token != wanted) {
            throw unexpected(source, new IOException(token + " instead of " + wanted));
        }
    }

    private static WsconfigException unexpected(String source, IOException cause) {
        return new WsconfigException(
                source + ": the answer is not the JSON of a cluster (expected: the admin API's GET /api/v1/cluster)",
                cause);
    }
}
