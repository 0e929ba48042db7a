package io.weir.datastore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A part of the node that works on the data store all the time and can go over to another one, in two steps. */
@FunctionalInterface
public interface Mover<S extends StorePorts> {

    /**
     * Makes ready to go over, while everything goes on as it is. Blocks.
     *
     * @param isSameStore whether it is the store that is in use now, reached in another way
     * @throws ObstacleException nothing was changed
     */
    Ready prepare(S to, boolean isSameStore) throws ObstacleException;

    /**
     * A part that needs no preparation.
     *
     * @param move goes over; does not fail and does not wait
     */
    static <S extends StorePorts> Mover<S> of(Consumer<S> move) {
        return (to, isSameStore) -> new Ready() {
            @Override
            public CompletionStage<Void> commit() {
                move.accept(to);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void abort() {
                // Nothing was made ready.
            }
        };
    }

    /** A part that can go over. One of the two methods is called, once. */
    interface Ready {

        /**
         * Goes over. Does not fail and does not wait.
         *
         * @return completes when nothing of the former store is used any more
         */
        CompletionStage<Void> commit();

        /** Gives up what was made ready. Does not fail. */
        void abort();
    }
}
