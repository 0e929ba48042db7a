package io.weir.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file where it stands: the file, {@code --set}, or the environment variable
 * @param line in that file, from 1; 0 where there is no line to name
 * @param path below the root, e.g. {@code listeners.http.port}; empty where the whole file is meant
 * @param value what stands there, fit to be shown: never a secret
 * @param expected what would have been right
 */
public record ConfigProblem(String file, int line, String path, String value, String expected) {

    /** One line for people. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + (path.isEmpty() ? "" : ": " + path)
                + ": "
                + value
                + " (expected: "
                + expected
                + ")";
    }
}
