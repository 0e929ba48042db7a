package io.weir.datastore;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.Announcer;
import io.weir.cluster.ClusterNameException;
import io.weir.cluster.DuplicateNodeException;
import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeReport;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the node's membership along: it joins the other cluster first and then leaves the former one.
 *
 * @param clusterName what the other cluster has to be called
 * @param self what this node tells of itself
 */
public record AnnouncerMover<S extends StorePorts>(Announcer announcer, String clusterName, Supplier<NodeReport> self)
        implements Mover<S> {
    private static final Logger log = LoggerFactory.getLogger(AnnouncerMover.class);

    @Override
    public Ready prepare(S to, boolean isSameStore) throws ObstacleException {
        NodeRegistry registry = to.registry();
        try {
            registry.claimName(clusterName);
            registry.renew(self.get(), Announcer.LEASE, announcer.view().generation());
        } catch (ClusterNameException e) {
            throw new ObstacleException(Obstacle.CLUSTER_NAME, String.valueOf(e.getMessage()));
        } catch (DuplicateNodeException e) {
            throw new ObstacleException(Obstacle.NODE_ID, String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            throw new ObstacleException(Obstacle.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        return new Ready() {
            @Override
            public CompletionStage<Void> commit() {
                return announcer.moveTo(registry, isSameStore);
            }

            @Override
            public void abort() {
                if (!isSameStore) {
                    leave(registry);
                }
            }
        };
    }

    private void leave(NodeRegistry registry) {
        try {
            registry.leave(self.get().node());
        } catch (StoreUnavailableException e) {
            log.debug("the lease there ends by itself", e);
        }
    }
}
