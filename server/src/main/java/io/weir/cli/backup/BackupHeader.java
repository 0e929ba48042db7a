package io.weir.cli.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup says of itself: {@code backup.json} in it. What a later version of the same format adds is passed over.
 *
 * @param format of the file
 * @param weir the version that wrote it
 * @param cluster its name
 * @param revision of the catalogue
 * @param created when, as ISO 8601
 * @param objects how many
 * @param sharedListeners as {@code PUT /settings/listeners} takes them
 * @param files the SHA-256 of each file, by its path
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BackupHeader(
        int format,
        String weir,
        String cluster,
        long revision,
        String created,
        int objects,
        ObjectNode sharedListeners,
        Map<String, String> files) {

    BackupHeader {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** For people, one line. */
    String line() {
        return "cluster " + cluster + " at revision " + revision + " of " + created + ", " + objects + " objects";
    }
}
