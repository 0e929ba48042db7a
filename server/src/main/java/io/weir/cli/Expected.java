package io.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What must still hold of an object for the REST API to change it; else it answers 412. Immutable.
 *
 * @param header of the request
 * @param value of that header
 */
public record Expected(String header, String value) {

    /** That there is no such object yet. */
    public static Expected nothing() {
        return new Expected("If-None-Match", "*");
    }

    /** That nobody has changed it since it was shown like this. */
    public static Expected same(JsonNode shown) {
        return new Expected("If-Match", "\"" + shown.path("revision").asLong() + "\"");
    }
}
