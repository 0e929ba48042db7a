package io.weir.config;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the settings of a data store that came from elsewhere than the file, by the rules of the file. Any thread. */
public final class DataStoreValues {
    private static final Set<String> TIMEOUTS = Set.of("commandTimeout", "operationTimeout");

    /** Nothing that the embedded store's port could be taken by. */
    private static final String NOTHING_ELSE =
            "<weir><listeners><http enabled=\"false\"/><admin enabled=\"false\"/></listeners></weir>";

    private DataStoreValues() {}

    /**
     * Reads values; what is absent has its default.
     *
     * @param values by the settings' names below {@code datastore}, {@code addresses} as one text; a <code>${</code> means itself;
     *     time-outs also in ISO 8601
     * @throws ConfigException with everything that is wrong
     */
    public static NodeConfig.DataStore read(Map<String, String> values) {
        List<String> sets = new ArrayList<>();
        values.forEach((name, value) -> {
            String text = TIMEOUTS.contains(name) ? ofIso(value) : value;
            sets.add("datastore." + name + "=" + Placeholders.literal(text));
        });
        return new ConfigLoader(Map.of())
                .loadText(Path.of(""), NOTHING_ELSE, sets)
                .config()
                .datastore();
    }

    private static String ofIso(String value) {
        try {
            return value.startsWith("PT") ? Quantity.text(Duration.parse(value)) : value;
        } catch (DateTimeException e) {
            return value;
        }
    }
}
