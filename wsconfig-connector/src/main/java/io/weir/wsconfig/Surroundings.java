package io.weir.wsconfig;

import io.weir.wsconfig.connector.Workplace;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What wsconfig uses of the world outside.
 *
 * @param in where the guided mode's answers come from
 * @param out for what was asked for
 * @param err for errors, warnings and progress
 * @param environment the variables of the process
 * @param home the folder of wsconfig, or of Weir; {@code cluster.xml}, {@code ajp-secret} and {@code connectors} lie in it unless told otherwise
 * @param script by which wsconfig was started
 * @param workplace for the work itself; its progress is told where {@code -v} asks for it
 */
public record Surroundings(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Path home,
        Path script,
        Workplace workplace) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Whether failures come with their stack. */
    boolean isDebug() {
        return "1".equals(environment.get("WEIR_DEBUG"));
    }

    /** Writes one line of error, warning or progress. */
    void say(String line) {
        err.println("wsconfig: " + line);
        err.flush();
    }

    /** Writes one line of what was asked for. */
    void print(String line) {
        out.println(line);
        out.flush();
    }
}
