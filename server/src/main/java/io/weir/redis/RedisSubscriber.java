package io.weir.redis;

import io.weir.limit.StoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens to one channel on a thread and a connection of its own and calls back at each message and after each (re)connect, for what
 * was said meanwhile is lost. Connects again for ever, after 100 ms at first and 5 s at most, each time up to half as much earlier.
 */
final class RedisSubscriber implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisSubscriber.class);
    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long MAX_DELAY_MILLIS = 5_000;
    private static final long STOP_MILLIS = 5_000;

    /** A connection that is silent for so long is made anew: it may be dead without anybody having said so. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    private final RedisConnections connections;
    private final String channel;
    private final RandomGenerator random;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "weir-redis-subscriber");
    private boolean isStarted;
    private volatile @Nullable Connection current;

    RedisSubscriber(RedisConnections connections, String channel, RandomGenerator random) {
        this.connections = connections;
        this.channel = channel;
        this.random = random;
    }

    /** Adds a callback; the first one starts the thread. */
    synchronized void watch(Runnable changed) {
        watchers.add(changed);
        if (!isStarted) {
            isStarted = true;
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        Connection connection = current;
        try {
            if (connection != null) {
                connection.forceDisconnect();
            }
            thread.join(STOP_MILLIS);
        } catch (IOException e) {
            log.debug("the subscription's connection was closed already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long delay = FIRST_DELAY_MILLIS;
        boolean isUp = true;
        while (stopped.getCount() > 0) {
            try (Connection connection = connections.open(MAX_SILENCE)) {
                current = connection;
                connection.sendCommand(Protocol.Command.SUBSCRIBE, channel);
                connection.getOne();
                if (!isUp) {
                    log.info("listening to {} at {} again", channel, connections.address());
                }
                isUp = true;
                delay = FIRST_DELAY_MILLIS;
                callBackAtEachMessage(connection);
            } catch (JedisException e) {
                if (isUp && stopped.getCount() > 0) {
                    log.debug("not listening to {} at {}", channel, connections.address(), e);
                }
                isUp = false;
            }
            try {
                if (stopped.await(delay - random.nextLong(delay / 2), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            delay = Math.min(MAX_DELAY_MILLIS, delay * 2);
        }
    }

    private void callBackAtEachMessage(Connection connection) {
        try {
            while (stopped.getCount() > 0) {
                watchers.forEach(Runnable::run);
                connection.getOne();
            }
        } catch (JedisException e) {
            if (RedisFailures.of(e) != StoreFailure.TIMEOUT) {
                throw e;
            }
            // Silence says nothing about the server: the next connection does.
        }
    }
}
