package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request that passed the contract, and its caller the door.
 *
 * @param json the body where it is JSON by contract, without nulls; null for none
 * @param body as sent
 * @param principal null for operations that need no login
 * @param trail what the handler tells the audit log
 */
record Call(
        Operation operation,
        Parameters parameters,
        @Nullable JsonNode json,
        Buffer body,
        @Nullable Principal principal,
        Client client,
        Trail trail) {

    /** Who calls; only for operations that need a login. */
    Principal caller() {
        return Objects.requireNonNull(principal, "operation without login");
    }

    /** Who is kept as the author of what changes. */
    String author() {
        return caller().user();
    }

    /** The id in the path. */
    String id() {
        return parameters.path("id");
    }

    /** The JSON body, for the handler to keep; empty where there is none. */
    ObjectNode object() {
        return json == null ? AdminJson.MAPPER.createObjectNode() : ((ObjectNode) json).deepCopy();
    }

    /** True where digests are asked for; refuses anybody but admins. */
    boolean wantsExport() {
        boolean isExport = parameters.query("view", "plain").equals("export");
        if (isExport && !caller().isAdmin()) {
            throw ProblemException.forbidden("view: export (expected: plain, or a caller with role admin)");
        }
        return isExport;
    }
}
