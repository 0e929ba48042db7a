package io.weir.systemtests;

import java.util.concurrent.TimeUnit;

/** How the tests' processes end. */
final class Processes {
    private static final int PATIENCE_SECONDS = 40;

    private Processes() {}

    /** Asks a process to end, and ends it where it does not in time. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
