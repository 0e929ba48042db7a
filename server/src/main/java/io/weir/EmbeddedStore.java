package io.weir;

import io.weir.config.NodeConfig;
import io.weir.redis.EmbeddedRedis;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embedded Redis and how many of this node's {@link StoreParts} use it: it ends with the last one. Any thread. */
final class EmbeddedStore {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

    private final NodeConfig.DataStore settings;
    private final EmbeddedRedis redis;
    private final NodeConfig.DataStore reached;
    private final AtomicInteger users = new AtomicInteger(1);

    private EmbeddedStore(NodeConfig.DataStore settings, EmbeddedRedis redis, NodeConfig.DataStore reached) {
        this.settings = settings;
        this.redis = redis;
        this.reached = reached;
    }

    /** Starts it, for one user. */
    static EmbeddedStore start(NodeConfig.DataStore settings, EmbeddedRedis redis) throws IOException {
        return new EmbeddedStore(settings, redis, redis.start());
    }

    /**
     * Takes a further user.
     *
     * @throws IOException where the settings ask for a server that is another one
     */
    EmbeddedStore use(NodeConfig.DataStore wanted) throws IOException {
        boolean isThisOne = wanted.addresses().equals(settings.addresses())
                && wanted.username().equals(settings.username())
                && wanted.password().equals(settings.password());
        if (!isThisOne) {
            throw new IOException(
                    "datastore.address: an embedded data store that runs keeps its address, user and password"
                            + " (expected: " + settings.addresses().get(0)
                            + " and the same login; or change config.xml and start the node again)");
        }
        users.incrementAndGet();
        return this;
    }

    /** How to reach it for these settings. */
    NodeConfig.DataStore reached(NodeConfig.DataStore wanted) {
        return new NodeConfig.DataStore(
                reached.mode(),
                reached.username(),
                reached.password(),
                wanted.database(),
                reached.tls(),
                wanted.commandTimeout(),
                wanted.operationTimeout(),
                reached.addresses());
    }

    /** One user less. */
    void release() {
        if (users.decrementAndGet() > 0) {
            return;
        }
        try {
            redis.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("the embedded data store did not stop cleanly", e);
        }
    }
}
