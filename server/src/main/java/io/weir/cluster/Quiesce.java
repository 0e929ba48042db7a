package io.weir.cluster;

import io.weir.catalog.StoreUnavailableException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node refuses just now: what it is asked for by way of the store, what it was asked for directly while the store was away, and
 * everything once it stops. {@link #mode} is for any thread; {@link #request} blocks on the network.
 */
public final class Quiesce {
    private static final Logger log = LoggerFactory.getLogger(Quiesce.class);

    private final String self;
    private volatile NodeRegistry registry;
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private QuiesceMode asked = QuiesceMode.NONE;

    /** What this node was asked for while the store was away; told to the store when that is back. */
    private @Nullable QuiesceMode pending;

    private boolean isStopping;

    /** Held while the store is told what this node is asked for, so that a former wish never comes after a later one. */
    private final ReentrantLock telling = new ReentrantLock();

    public Quiesce(String self, NodeRegistry registry) {
        this.self = self;
        this.registry = registry;
    }

    /** Adds somebody who is told that the mode has changed; must not block. */
    public void addListener(Runnable changed) {
        listeners.add(changed);
    }

    /** What is refused now. */
    public synchronized QuiesceMode mode() {
        return isStopping ? QuiesceMode.ALL : pending != null ? pending : asked;
    }

    /** Asks any node to refuse something; this one obeys even while the store is away. */
    public void request(String id, QuiesceMode mode) throws StoreUnavailableException, UnknownNodeException {
        if (!id.equals(self)) {
            registry.quiesce(id, mode);
            return;
        }
        telling.lock();
        try {
            registry.quiesce(self, mode);
            change(() -> asked(mode, null));
        } catch (StoreUnavailableException | UnknownNodeException e) {
            // The store is away; or the node has not joined yet, or was taken for lost a moment ago.
            change(() -> asked(asked, mode));
        } finally {
            telling.unlock();
        }
    }

    /** Goes over to the register of another cluster, and takes along what the node was asked for. */
    public void moveTo(NodeRegistry to) {
        registry = to;
        change(() -> asked(asked, pending != null || asked == QuiesceMode.NONE ? pending : asked));
    }

    /** The node stops: everything is refused from now on. */
    public void stopping() {
        change(() -> isStopping = true);
    }

    /** What a renewal brought; the announcer's thread. */
    public void renewed(Renewal renewal) {
        // While somebody asks, what the renewal brought is of before, and what was asked for until then is of no
        // interest.
        if (!telling.tryLock()) {
            return;
        }
        try {
            QuiesceMode waiting = pending();
            if (waiting == null) {
                change(() -> asked = renewal.quiesce());
                return;
            }
            registry.quiesce(self, waiting);
            change(() -> asked(waiting, null));
        } catch (StoreUnavailableException | UnknownNodeException e) {
            log.debug("the store is told later what this node was asked for: {}", e.getMessage());
        } finally {
            telling.unlock();
        }
    }

    private synchronized @Nullable QuiesceMode pending() {
        return pending;
    }

    private void asked(QuiesceMode byStore, @Nullable QuiesceMode directly) {
        asked = byStore;
        pending = directly;
    }

    private void change(Runnable step) {
        boolean isChanged;
        synchronized (this) {
            QuiesceMode before = mode();
            step.run();
            isChanged = mode() != before;
        }
        if (isChanged) {
            listeners.forEach(Runnable::run);
        }
    }
}
