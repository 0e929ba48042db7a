package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One object as a file states it.
 *
 * @param fields as in the REST API, without {@code kind}, {@code id} and what only the server writes
 * @param pathInFile where the object stands within its document: empty, or {@code keys[0]} for a key in its application's file
 * @param document the imported document of an API; null where the file names none
 */
public record Manifest(
        ObjectRef ref,
        ObjectNode fields,
        Origin origin,
        String pathInFile,
        @Nullable DocumentFile document) {

    /**
     * An imported document, beside the file of its API.
     *
     * @param sha256 of its bytes
     */
    public record DocumentFile(Path path, String mediaType, String sha256) {}

    /** File and line of one of its fields. */
    String at(String field) {
        String separator = pathInFile.isEmpty() || field.isEmpty() ? "" : ".";
        return origin.at(pathInFile + separator + field);
    }
}
