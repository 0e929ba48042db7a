package io.weir.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the settings of one element that came from elsewhere than the file, by the rules of the file.
 *
 * @param element such as {@code datastore}
 * @param rest what the file would say beside it
 * @param durations the names of settings that may also be durations of ISO 8601
 */
record SectionValues(String element, String rest, Set<String> durations) {

    /**
     * Reads values; what is absent has its default.
     *
     * @param directory what relative files are relative to
     * @param values by the settings' names, {@code addresses} as one text; a <code>${</code> means itself
     * @throws ConfigException with everything that is wrong
     */
    NodeConfig read(Path directory, Map<String, String> values) {
        List<String> sets = new ArrayList<>();
        values.forEach((name, value) -> {
            String text = durations.contains(name) ? ofIso(value) : value;
            sets.add(element + "." + name + "=" + Placeholders.literal(text));
        });
        return new ConfigLoader(Map.of()).loadText(directory, rest, sets).config();
    }

    private static String ofIso(String value) {
        try {
            return value.startsWith("P") ? Quantity.text(Duration.parse(value)) : value;
        } catch (DateTimeException e) {
            return value;
        }
    }
}
