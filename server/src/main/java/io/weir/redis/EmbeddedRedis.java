package io.weir.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis server as a child of this node, for {@code datastore.mode=embedded}: started before the node, stopped last, started
 * again if it dies. It writes what it was told to disk each second. Other nodes may use it too; its password is in
 * {@code data/redis-password}. {@link #start} and {@link #stop} block and are called once each, by one thread.
 */
public final class EmbeddedRedis {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    /** A server that ran for so long did not fail at starting. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final NodeConfig.DataStore config;
    private final EmbeddedRedisFiles files;
    private final String searchPath;
    private final Ticker ticker;
    private final Counter restarts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keepRunning, "weir-redis-keeper");
    private volatile @Nullable RedisProcess process;

    /**
     * @param data the node's data directory
     * @param searchPath where to look for a newer {@code redis-server} than the carried one, as the {@code PATH} variable has it
     * @param random for the password; unpredictable
     */
    public EmbeddedRedis(
            NodeConfig.DataStore config,
            Path data,
            String searchPath,
            RandomGenerator random,
            Ticker ticker,
            MeterRegistry meters) {
        this.config = config;
        this.files = new EmbeddedRedisFiles(data, config, random);
        this.searchPath = searchPath;
        this.ticker = ticker;
        this.restarts = meters.counter("weir.redis.restarts");
    }

    /**
     * Starts the server and waits until it has loaded its data.
     *
     * @return how to reach it: {@code standalone}, with the password that it has
     * @throws IOException where no server runs on this machine, the port is taken, the data belong to a newer server or to a node that
     *     is running; names the setting to change
     */
    public NodeConfig.DataStore start() throws IOException {
        files.prepare();
        NodeConfig.DataStore reached = reached();
        RedisProcess first;
        try {
            OrphanedProcess.end(files.pidFile(), "the Redis server");
            RedisBinary binary = RedisBinary.newest(files.binaries(), searchPath);
            files.requireNotWrittenByNewer(binary);
            files.writeConfig(bindAddress());
            first = launch(binary, reached);
        } catch (IOException e) {
            files.release();
            throw e;
        }
        process = first;
        keeper.setDaemon(true);
        keeper.start();
        log.info(
                "the data store runs at {}; other nodes reach it with the password in {}",
                address(),
                files.passwordFile());
        return reached;
    }

    /** Stops the server once it has written everything to disk. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        keeper.interrupt();
        keeper.join();
        RedisProcess last = process;
        if (last != null) {
            last.stop();
            log.info("the data store at {} has stopped", address());
        }
        files.release();
    }

    private RedisProcess launch(RedisBinary binary, NodeConfig.DataStore reached) throws IOException {
        requireFreePort();
        log.info(
                "starting Redis {} ({}) at {}, data in {}",
                binary.version(),
                binary.executable(),
                address(),
                files.directory());
        RedisProcess started = RedisProcess.start(binary, files, new SearchPath(searchPath));
        try {
            started.awaitReady(new RedisConnections(reached, "weir-keeper"), ticker);
        } catch (IOException | RuntimeException e) {
            started.stop();
            throw e;
        }
        return started;
    }

    private void keepRunning() {
        Duration delay = FIRST_DELAY;
        long startedAt = ticker.nanos();
        try {
            while (stopping.getCount() > 0) {
                RedisProcess current = process;
                if (current != null) {
                    int status = current.awaitEnd();
                    log.error("the data store at {} ended with status {}: {}", address(), status, files.lastLogLines());
                }
                delay = ticker.nanos() - startedAt > SETTLED.toNanos() ? FIRST_DELAY : delay;
                if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                delay = delay.multipliedBy(2).compareTo(MAX_DELAY) < 0 ? delay.multipliedBy(2) : MAX_DELAY;
                startedAt = ticker.nanos();
                process = relaunch();
            }
        } catch (InterruptedException e) {
            // stop() asks for this; whatever runs is stopped there.
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable RedisProcess relaunch() {
        try {
            restarts.increment();
            return launch(RedisBinary.newest(files.binaries(), searchPath), reached());
        } catch (IOException e) {
            log.error("the data store does not start again: {}", e.getMessage());
            return null;
        }
    }

    private void requireFreePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(bindAddress(), address().port()));
        } catch (IOException e) {
            throw new IOException(
                    "datastore.address: " + address() + " (expected: an address of this machine with a free port; "
                            + e.getMessage() + "). Stop what listens there, or set datastore.addresses=HOST:PORT, or"
                            + " datastore.mode=standalone to use the server that is there",
                    e);
        }
    }

    private NodeConfig.DataStore reached() throws IOException {
        InetAddress bind = bindAddress();
        String host =
                bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress().getHostAddress() : bind.getHostAddress();
        return new NodeConfig.DataStore(
                NodeConfig.DataStoreMode.STANDALONE,
                config.username(),
                files.password(),
                config.database(),
                false,
                config.commandTimeout(),
                config.operationTimeout(),
                List.of(new NodeConfig.Address(host, address().port())));
    }

    private NodeConfig.Address address() {
        return config.addresses().get(0);
    }

    private InetAddress bindAddress() throws IOException {
        return InetAddress.getByName(address().host());
    }
}
