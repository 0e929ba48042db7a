package io.weir.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this build is, as the build wrote it into {@code build.properties}.
 *
 * @param version of the product
 * @param commit abbreviated, with {@code -dirty} where files were changed; {@code unknown} for a build outside of git
 */
public record BuildInfo(String version, String commit) {

    /** Reads it from the class path. */
    public static BuildInfo load() {
        Properties properties = new Properties();
        try (InputStream in = requireNonNull(BuildInfo.class.getResourceAsStream("build.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = properties.getProperty("commit", "");
        return new BuildInfo(properties.getProperty("version", "unknown"), commit.isBlank() ? "unknown" : commit);
    }
}
