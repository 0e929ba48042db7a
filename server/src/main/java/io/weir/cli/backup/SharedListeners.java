package io.weir.cli.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.AdminClient;

/** The traffic listeners that the nodes of a cluster share: the one setting that is the cluster's and no object of the catalogue. */
final class SharedListeners {
    private static final String PATH = "/settings/listeners";
    private static final String SHARED = "shared";

    private SharedListeners() {}

    static ObjectNode read(AdminClient client) {
        return client.get(PATH).object().path(SHARED) instanceof ObjectNode shared
                ? shared
                : JsonNodeFactory.instance.objectNode();
    }

    static void write(AdminClient client, ObjectNode shared) {
        client.put(PATH, JsonNodeFactory.instance.objectNode().set(SHARED, shared));
    }
}
