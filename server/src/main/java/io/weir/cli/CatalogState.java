package io.weir.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a node's catalogue stands to the data store's: the answer of {@code GET /cluster/catalog}. One thread.
 *
 * @param view as the admin API shows it
 */
record CatalogState(ObjectNode view) {

    /** Asks a node. */
    static CatalogState ask(AdminClient client) {
        return new CatalogState(client.get("/cluster/catalog").object());
    }

    /** True where the store has lost the catalogue or holds another one. */
    boolean isOutOfSync() {
        return view.path("state").asText().equals("out-of-sync");
    }

    /** True where the store holds none. */
    boolean isStoreEmpty() {
        return view.path("store").path("empty").asBoolean();
    }

    /** Of the node's catalogue. */
    long revision() {
        return view.path("revision").asLong();
    }

    /**
     * Where the store lost the catalogue, puts back the asked node's: changes to it can be written only then.
     *
     * @param mayChange false: only says that it would
     * @throws CommandException where the store holds another catalogue, which takes a decision first
     */
    static void restoreWhereLost(AdminClient client, CommandContext context, boolean mayChange) {
        CatalogState state = ask(client);
        if (!state.isOutOfSync()) {
            return;
        }
        if (!state.isStoreEmpty()) {
            throw new CommandException(
                    "the data store holds another catalogue than the nodes serve (expected: a decision"
                            + " first: weir catalog adopt takes that one, weir catalog restore --replace puts theirs back)");
        }
        context.say(
                mayChange
                        ? restore(client, false, false)
                        : "the data store lost its catalogue; the node's, of revision " + state.revision()
                                + ", would first be put back");
    }

    /** For people, one line. */
    String line() {
        String problem = view.path("problem").asText();
        return "catalogue " + view.path("state").asText() + " at revision " + revision() + " since "
                + view.path("since").asText() + (problem.isEmpty() ? "" : ": " + problem);
    }

    /**
     * Puts the node's catalogue into the store.
     *
     * @return what to tell about it
     */
    static String restore(AdminClient client, boolean mayReplace, boolean isForced) {
        ObjectNode restored = client.post(
                        "/cluster/catalog/restore?replace=" + mayReplace + "&force=" + isForced,
                        JsonNodeFactory.instance.objectNode())
                .object();
        String lost = restored.path("withoutDocument").path("total").asInt() == 0
                ? ""
                : "; without their document, which is gone: "
                        + restored.path("withoutDocument").path("items");
        return "the node's catalogue is in the data store again, as revision "
                + restored.path("revision").asText() + lost;
    }
}
