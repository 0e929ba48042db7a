package io.weir.datastore;

import io.weir.catalog.CatalogStore.Position;
import io.weir.config.NodeConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node came to use a data store.
 *
 * @param isMoved false where it did so already
 * @param from what was in force before
 * @param to what is in force now
 * @param clusterName of the cluster that the node is in
 * @param position of the catalogue that it serves
 * @param isSameCatalog whether that is the one it served before
 * @param withoutDocument the ids of the APIs whose document could not be copied, sorted
 * @param warnings what should be known
 */
public record StoreMoved(
        boolean isMoved,
        NodeConfig.DataStore from,
        NodeConfig.DataStore to,
        String clusterName,
        @Nullable Position position,
        boolean isSameCatalog,
        List<String> withoutDocument,
        List<String> warnings) {

    public StoreMoved {
        withoutDocument = List.copyOf(withoutDocument);
        warnings = List.copyOf(warnings);
    }
}
