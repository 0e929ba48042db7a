package io.weir.elastic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.config.NodeConfig;
import io.weir.process.OrphanedProcess;
import io.weir.process.SearchPath;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Elasticsearch as a child of this node, for {@code analytics.mode=embedded}: fetched once, started in the background, started
 * again if it dies, and ended with the node. {@link #start} does not wait for it; {@link #stop} blocks until it has ended. Once each.
 */
public final class EmbeddedElastic {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedElastic.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration MAX_START = Duration.ofMinutes(2);

    /** A server that ran for so long did not fail at starting. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final NodeConfig.Analytics settings;
    private final Path data;
    private final SearchPath searchPath;
    private final Ticker ticker;
    private final Counter restarts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keepRunning, "weir-elastic-keeper");
    private volatile String problem = "";

    /**
     * @param data the node's data directory
     * @param searchPath where to look for the programs that are needed to start it, as the {@code PATH} variable has it
     */
    public EmbeddedElastic(
            NodeConfig.Analytics settings, Path data, String searchPath, Ticker ticker, MeterRegistry meters) {
        this.settings = settings;
        this.data = data;
        this.searchPath = new SearchPath(searchPath);
        this.ticker = ticker;
        this.restarts = meters.counter("weir.elasticsearch.restarts");
    }

    /** Begins to start the server. */
    public void start() {
        keeper.setDaemon(true);
        keeper.start();
    }

    /** How it is reached. */
    public NodeConfig.Analytics settings() {
        return settings;
    }

    /** Why it does not run; empty where it does, or is starting. */
    public String problem() {
        return problem;
    }

    /** Waits for the first time that it answers; false where it did not in time. */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops the server once it has written everything to disk. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        keeper.interrupt();
        keeper.join();
    }

    private void keepRunning() {
        Duration delay = FIRST_DELAY;
        try {
            while (stopping.getCount() > 0) {
                long started = ticker.nanos();
                runOnce();
                delay = ticker.nanos() - started > SETTLED.toNanos() ? FIRST_DELAY : delay;
                if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                restarts.increment();
                delay = delay.multipliedBy(2).compareTo(MAX_DELAY) < 0 ? delay.multipliedBy(2) : MAX_DELAY;
            }
        } catch (InterruptedException e) {
            // stop() asks for this.
            Thread.currentThread().interrupt();
        }
    }

    /** From the start to the end of one process. */
    private void runOnce() throws InterruptedException {
        try {
            ServerUser user = ServerUser.find();
            EmbeddedElasticFiles files = new EmbeddedElasticFiles(user.folder(data), user);
            files.prepare();
            try {
                run(user, files);
            } finally {
                files.release();
            }
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
            log.error("the analytics server does not start: {}", problem);
        }
    }

    private void run(ServerUser user, EmbeddedElasticFiles files) throws IOException, InterruptedException {
        OrphanedProcess.end(files.pidFile(), "the Elasticsearch server");
        ElasticInstallation installation = ElasticInstallation.in(user.cache());
        requireFreePort();
        files.write(settings, installation);
        log.info("starting Elasticsearch {} at {}, data in {}", ElasticArtifact.VERSION, address(), files.folder());
        ElasticProcess started = ElasticProcess.start(installation, files, user, searchPath);
        try {
            awaitAnswer(started, files);
            problem = "";
            ready.countDown();
            log.info("the analytics server runs at {}", address());
            int status = started.awaitEnd();
            problem = "it ended with status " + status;
            log.error("the analytics server ended with status {}: {}", status, files.lastLogLines());
        } finally {
            if (started.isAlive()) {
                // What was interrupted is the wait for its end, not the way there.
                boolean wasInterrupted = Thread.interrupted();
                started.stop();
                log.info("the analytics server at {} has stopped", address());
                if (wasInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void awaitAnswer(ElasticProcess started, EmbeddedElasticFiles files)
            throws IOException, InterruptedException {
        long begin = ticker.nanos();
        try (ElasticCluster cluster = new ElasticCluster(settings)) {
            while (started.isAlive()) {
                if (isReady(cluster)) {
                    return;
                }
                if (ticker.nanos() - begin > MAX_START.toNanos()) {
                    throw new IOException("Elasticsearch does not answer after " + MAX_START.toSeconds() + " s: "
                            + files.lastLogLines());
                }
                if (stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException();
                }
            }
        }
        throw new IOException("Elasticsearch ended at once: " + files.lastLogLines());
    }

    private static boolean isReady(ElasticCluster cluster) throws InterruptedException {
        try {
            return cluster.send(ElasticRequest.get("/_cluster/health").with("timeout", "1s"))
                    .isSuccess();
        } catch (AnalyticsUnavailableException e) {
            return false;
        }
    }

    private void requireFreePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(
                    InetAddress.getByName(address().host()), address().port()));
        } catch (IOException e) {
            throw new IOException(
                    "analytics.address: " + address() + " (expected: an address of this machine with a free port; "
                            + e.getMessage() + "). Stop what listens there, or set analytics.addresses=HOST:PORT, or"
                            + " analytics.mode=external to use the server that is there",
                    e);
        }
    }

    private NodeConfig.Address address() {
        return settings.addresses().get(0);
    }
}
