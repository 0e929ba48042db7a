package io.weir.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Reads the settings of a data store that came from elsewhere than the file, by the rules of the file. Any thread. */
public final class DataStoreValues {
    /** Nothing that the embedded store's port could be taken by. */
    private static final String NOTHING_ELSE =
            "<weir><listeners><http enabled=\"false\"/><admin enabled=\"false\"/></listeners></weir>";

    private static final SectionValues VALUES =
            new SectionValues("datastore", NOTHING_ELSE, Set.of("commandTimeout", "operationTimeout"));

    private DataStoreValues() {}

    /**
     * Reads values; what is absent has its default.
     *
     * @param values by the settings' names below {@code datastore}, {@code addresses} as one text; a <code>${</code> means itself;
     *     time-outs also in ISO 8601
     * @throws ConfigException with everything that is wrong
     */
    public static NodeConfig.DataStore read(Map<String, String> values) {
        return VALUES.read(Path.of(""), values).datastore();
    }
}
