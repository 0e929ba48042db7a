package io.weir.wsconfig.connector;

import io.weir.wsconfig.httpd.CommandRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs of a web server that is content with everything, until it is told not to be. */
final class FakeWebServer implements CommandRunner {
    private final List<String> calls = new ArrayList<>();
    String refusesTest = "";
    String refusesReload = "";
    boolean isStopped;
    /** What the description of the run names as the file with the process's id. */
    String pidFile = "";
    /** Happens at a reload. */
    Runnable onReload = () -> {};
    /** Happens while the web server tests its configuration. */
    Runnable onTest = () -> {};

    @Override
    public Outcome run(List<String> command, Map<String, String> environment) throws IOException {
        String line = String.join(" ", command);
        if (line.endsWith("DUMP_RUN_CFG")) {
            return new Outcome(
                    0,
                    isStopped
                            ? "PidFile: \"/nonexistent/httpd.pid\""
                            : pidFile.isEmpty() ? "" : "PidFile: \"" + pidFile + "\"");
        }
        calls.add(line);
        if (line.endsWith("configtest") || line.endsWith("-t")) {
            onTest.run();
            return new Outcome(refusesTest.isEmpty() ? 0 : 1, refusesTest);
        }
        if (line.endsWith("graceful")) {
            onReload.run();
        }
        return new Outcome(refusesReload.isEmpty() ? 0 : 1, refusesReload);
    }

    /** The last words of each call since the last question. */
    List<String> calls() {
        List<String> verbs = calls.stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        calls.clear();
        return verbs;
    }
}
