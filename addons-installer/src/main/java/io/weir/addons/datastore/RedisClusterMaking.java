package io.weir.addons.datastore;

import io.weir.cli.CommandException;
import io.weir.config.Secret;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Makes one Redis Cluster of running servers: shares the slots out evenly, introduces the servers to each other, waits until all of them
 * say that it works. Where that was done, wholly or in part, it does only the rest. Blocks; one thread.
 */
final class RedisClusterMaking {
    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final DatastoreSettings settings;
    private final Secret password;
    private final Ticker ticker;

    RedisClusterMaking(DatastoreSettings settings, Secret password, Ticker ticker) {
        this.settings = settings;
        this.password = password;
        this.ticker = ticker;
    }

    /** @throws CommandException where a server refuses, or they do not find together in time */
    void make() {
        try {
            if (obstacle().isEmpty()) {
                return;
            }
            shareSlots();
            introduce();
        } catch (JedisException e) {
            throw new CommandException("cluster: " + e.getMessage() + " (expected: servers that take part in one)", e);
        }
        awaitAgreement();
    }

    /** Why it is not one whole cluster; empty where it is. */
    String obstacle() {
        List<Integer> ports = settings.ports();
        for (int port : ports) {
            try (RedisSession session = open(port)) {
                String state = session.clusterInfo("cluster_state");
                String known = session.clusterInfo("cluster_known_nodes");
                if (!state.equals("ok") || Integer.parseInt(known) < ports.size()) {
                    return "port " + port + ": state " + state + ", knows " + known + " of " + ports.size()
                            + " servers";
                }
            } catch (JedisException e) {
                return "port " + port + ": " + e.getMessage();
            }
        }
        return "";
    }

    private void shareSlots() {
        List<Integer> ports = settings.ports();
        boolean isShared = false;
        for (int port : ports) {
            try (RedisSession session = open(port)) {
                isShared |= session.clusterInfo("cluster_slots_assigned").equals(String.valueOf(SLOTS));
            }
        }
        for (int i = 0; i < ports.size() && !isShared; i++) {
            try (RedisSession session = open(ports.get(i))) {
                if (!session.hasSlots()) {
                    session.addSlots(first(i), first(i + 1) - 1);
                }
            }
        }
    }

    private int first(int member) {
        return (int) ((long) SLOTS * member / settings.ports().size());
    }

    private void introduce() {
        try (RedisSession first = open(settings.port())) {
            for (int port : settings.ports()) {
                if (port != settings.port()) {
                    first.meet(settings.reachableHost(), port);
                }
            }
        }
    }

    private void awaitAgreement() {
        long begin = ticker.nanos();
        for (String obstacle = obstacle(); !obstacle.isEmpty(); obstacle = obstacle()) {
            if (ticker.nanos() - begin > PATIENCE.toNanos()) {
                throw new CommandException("cluster: " + obstacle + " after " + PATIENCE.toSeconds()
                        + " s (expected: ok; each server must reach the others on its port and "
                        + DatastoreSettings.BUS_OFFSET + " above it)");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private RedisSession open(int port) {
        return RedisSession.open(settings, port, password);
    }
}
