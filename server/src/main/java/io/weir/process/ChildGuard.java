package io.weir.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that waits for this node's end and then ends another one with SIGTERM, also where the node is killed and can end nothing
 * itself. Any thread.
 */
public final class ChildGuard {
    private static final Logger log = LoggerFactory.getLogger(ChildGuard.class);

    /**
     * A line means that all is well; the end of input without one, that the node was killed. Signals come to the node's whole process
     * group (Ctrl-C, {@code timeout}): a guard that obeyed them would be gone before the node is.
     */
    private static final String SCRIPT = "trap '' HUP INT TERM; read -r line || kill \"$1\"";

    private final Process guard;

    private ChildGuard(Process guard) {
        this.guard = guard;
    }

    /**
     * Guards a child.
     *
     * @param searchPath where to look for a shell, as the {@code PATH} variable has it
     * @return empty where there is no POSIX shell
     */
    public static Optional<ChildGuard> over(Process child, SearchPath searchPath) throws IOException {
        if (!searchPath.has("sh")) {
            return Optional.empty();
        }
        Process guard = new ProcessBuilder("sh", "-c", SCRIPT, "weir-guard", Long.toString(child.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return Optional.of(new ChildGuard(guard));
    }

    /** The child has ended, and its id may be another process's. */
    public void release() {
        if (!guard.isAlive()) {
            return;
        }
        try {
            guard.getOutputStream().write("done\n".getBytes(StandardCharsets.US_ASCII));
            guard.getOutputStream().close();
        } catch (IOException e) {
            log.debug("the guard is gone already", e);
        }
    }
}
