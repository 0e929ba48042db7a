package io.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the admin API answered. Immutable as long as nobody writes into {@link #body}; any thread. */
public final class AdminAnswer {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final byte[] body;
    private final String contentType;

    AdminAnswer(int status, byte[] body, @Nullable String contentType) {
        this.status = status;
        this.body = body;
        this.contentType = contentType == null ? "" : contentType;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body's bytes, not copied. */
    public byte[] body() {
        return body;
    }

    /** The media type with its parameters; empty where there is none. */
    public String contentType() {
        return contentType;
    }

    /** The body as JSON; missing where there is no body. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new CommandException(
                    "the server answered something that is not JSON (expected: Weir's admin API)", e);
        }
    }

    /** The body as an object. */
    public ObjectNode object() {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw new CommandException(
                "the server answered something that is not a JSON object (expected: Weir's admin API)");
    }
}
