package io.weir.cli.manifest;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where an object was read from.
 *
 * @param file as the user would name it
 * @param lines the line of each field, by its path within the file's document such as {@code limits[0].count}; {@code ""} for the whole
 */
public record Origin(Path file, Map<String, Integer> lines) {

    /** Takes a copy of the lines. */
    public Origin {
        lines = Map.copyOf(lines);
    }

    /** File and line of a field; of what it would be in, where the field itself is missing. */
    public String at(String path) {
        String place = path;
        while (!lines.containsKey(place) && !place.isEmpty()) {
            int cut = Math.max(place.lastIndexOf('.'), place.lastIndexOf('['));
            place = place.substring(0, Math.max(cut, 0));
        }
        return file + ":" + lines.getOrDefault(place, 1);
    }
}
