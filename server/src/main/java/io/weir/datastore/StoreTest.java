package io.weir.datastore;

import io.weir.catalog.CatalogStore;
import io.weir.catalog.Kind;
import io.weir.datastore.StoreProbe.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What trying a data store told.
 *
 * @param obstacles why the node would not move there; empty where it would
 * @param server what answers; null where that was not found out
 * @param contents what it holds; null where that was not found out
 * @param warnings what is allowed, but should be known beforehand
 */
public record StoreTest(
        List<Found> obstacles,
        @Nullable Server server,
        @Nullable Contents contents,
        List<String> warnings) {

    /** How many lost objects of a kind are named at most. */
    public static final int MAX_NAMED = 100;

    public StoreTest {
        obstacles = List.copyOf(obstacles);
        warnings = List.copyOf(warnings);
    }

    /** An obstacle in words. */
    public record Found(Obstacle obstacle, String message) {
        static Found of(ObstacleException e) {
            return new Found(e.obstacle(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a store holds, compared with what this node has now.
     *
     * @param clusterName null where it has none
     * @param position of its catalogue; null where there is none
     * @param isSameCatalog whether it is the catalogue that this node serves, at whatever revision
     * @param isSameStore whether it is the very store that is in use now
     * @param nodes the ids of the nodes that are there, sorted
     * @param sizes objects by kind
     * @param sessions how many log-ins there are
     * @param lostApis APIs of this node that are not there
     * @param lostUsers users of this node that are not there
     * @param lostSessions log-ins that end with the move; null where the present store does not tell
     */
    public record Contents(
            @Nullable String clusterName,
            CatalogStore.@Nullable Position position,
            boolean isSameCatalog,
            boolean isSameStore,
            List<String> nodes,
            Map<Kind, Long> sizes,
            long sessions,
            Losses lostApis,
            Losses lostUsers,
            @Nullable Losses lostSessions) {

        /** True where there is no catalogue. */
        public boolean isEmpty() {
            return position == null;
        }
    }

    /**
     * What would not be there any more.
     *
     * @param first {@link #MAX_NAMED} at most, by id
     * @param total all of them
     */
    public record Losses(List<Loss> first, long total) {
        public Losses {
            first = List.copyOf(first);
        }
    }

    /** One of them, by id and name. */
    public record Loss(String id, String name) {}
}
