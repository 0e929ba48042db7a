package io.weir.addons.analytics;

import java.nio.file.Path;
import java.util.List;

/**
 * Where everything of an Analytics server lies. Immutable.
 *
 * @param dir the add-on's folder
 */
record AnalyticsFiles(Path dir) {

    /** The unpacked programs; nothing is written there. */
    Path home() {
        return dir.resolve("server");
    }

    Path conf() {
        return dir.resolve("conf");
    }

    Path data() {
        return dir.resolve("data");
    }

    Path logs() {
        return dir.resolve("logs");
    }

    Path log() {
        return logs().resolve("elasticsearch.log");
    }

    Path run() {
        return dir.resolve("run");
    }

    Path pid() {
        return run().resolve("elasticsearch.pid");
    }

    Path temporary() {
        return dir.resolve("tmp");
    }

    /** What the server writes to, or keeps its keystore in. */
    List<Path> owned() {
        return List.of(conf(), data(), logs(), run(), temporary());
    }
}
