package io.weir.elastic;

import io.weir.process.ChildGuard;
import io.weir.process.SearchPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an embedded server. It has a session of its own, so that Ctrl-C reaches the node alone, and a guard that ends it when the
 * node is killed. What is started is a launcher, which ends the server when it is ended, in whatever way. One thread.
 */
final class ElasticProcess {
    private static final Logger log = LoggerFactory.getLogger(ElasticProcess.class);
    private static final long STOP_SECONDS = 20;

    private final Process launcher;
    private final Optional<ChildGuard> guard;

    private ElasticProcess(Process launcher, Optional<ChildGuard> guard) {
        this.launcher = launcher;
        this.guard = guard;
    }

    static ElasticProcess start(
            ElasticInstallation installation, EmbeddedElasticFiles files, ServerUser user, SearchPath searchPath)
            throws IOException {
        List<String> command = new ArrayList<>(user.prefix(searchPath));
        command.addAll(installation.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.console().toFile());
        Map<String, String> environment = builder.environment();
        // What this node's own environment says of another server is not meant for this one.
        environment.keySet().removeIf(name -> name.startsWith("ES_"));
        environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
        environment.put("ES_PATH_CONF", files.config().toString());
        environment.put("ES_TMPDIR", files.temporary().toString());
        Process launcher = builder.start();
        files.writePid(launcher.toHandle());
        return new ElasticProcess(launcher, ChildGuard.over(launcher, searchPath));
    }

    boolean isAlive() {
        return launcher.isAlive();
    }

    /** Waits until the server ends by itself; the exit status. */
    int awaitEnd() throws InterruptedException {
        int status = launcher.waitFor();
        guard.ifPresent(ChildGuard::release);
        return status;
    }

    /** Ends the server; SIGTERM has it write everything to disk first. */
    void stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Elasticsearch does not end within {} s and is killed", STOP_SECONDS);
                launcher.descendants().forEach(ProcessHandle::destroyForcibly);
                launcher.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            launcher.destroyForcibly();
        }
        guard.ifPresent(ChildGuard::release);
    }
}
