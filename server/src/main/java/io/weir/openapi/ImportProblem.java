package io.weir.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something in a document, or in how it was handed over, that its publisher should know.
 *
 * @param path where: a JSON Pointer in fragment form such as {@code #/paths/~1pets/get}, or the name of a parameter of the import
 * @param message what is there, what was expected or done instead, and the line where it is known
 * @param severity whether the document could be taken nevertheless
 */
public record ImportProblem(String path, String message, Severity severity) {

    /** What a problem means for the import. */
    public enum Severity {
        /** The document is not taken. */
        @JsonProperty("error")
        ERROR,
        /** Something is left out or has to be added by hand. */
        @JsonProperty("warning")
        WARNING,
        /** Worth knowing. */
        @JsonProperty("info")
        INFO
    }
}
