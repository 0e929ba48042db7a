package io.weir.datastore;

import io.weir.limit.LimiterGuard;
import io.weir.limit.SharedLimiterException;
import io.weir.limit.StandbySession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes the limiter along: its connection to the other store is made and tried beforehand. */
public record LimiterMover<S extends StorePorts>(LimiterGuard limiter) implements Mover<S> {

    @Override
    public Ready prepare(S to, boolean isSameStore) throws ObstacleException {
        StandbySession standby;
        try {
            standby = limiter.connect(to.limiter());
        } catch (SharedLimiterException e) {
            throw new ObstacleException(Obstacle.UNAVAILABLE, "the counters of limits: " + e.getMessage());
        }
        return new Ready() {
            @Override
            public CompletionStage<Void> commit() {
                limiter.moveTo(standby, to.reached().commandTimeout());
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void abort() {
                standby.close();
            }
        };
    }
}
