package io.weir.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Reads the settings of analytics that came from elsewhere than the file, by the rules of the file. Any thread. */
public final class AnalyticsValues {
    /** Nothing that the embedded server's port could be taken by. */
    private static final String NOTHING_ELSE =
            "<weir><listeners><http enabled=\"false\"/><admin enabled=\"false\"/></listeners>"
                    + "<datastore mode=\"standalone\"/></weir>";

    private static final SectionValues VALUES =
            new SectionValues("analytics", NOTHING_ELSE, Set.of("flushInterval", "retention"));

    private AnalyticsValues() {}

    /**
     * Reads values; what is absent has its default.
     *
     * @param directory what relative files are relative to
     * @param values by the settings' names below {@code analytics}, {@code addresses} as one text; a <code>${</code> means itself;
     *     durations also in ISO 8601
     * @throws ConfigException with everything that is wrong
     */
    public static NodeConfig.Analytics read(Path directory, Map<String, String> values) {
        return VALUES.read(directory, values).analytics();
    }
}
