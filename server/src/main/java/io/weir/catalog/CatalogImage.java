package io.weir.catalog;

import java.util.List;
import java.util.Set;

/**
 * A whole catalogue as a store shall hold it.
 *
 * @param epoch which catalogue it is
 * @param revision at least that of every node which holds an earlier state of it
 * @param objects each with version, times and author as they are to be kept
 * @param succeeds the epochs of catalogues in whose place it comes: nodes that hold one of them follow
 */
public record CatalogImage(
        String epoch, long revision, List<Stored<? extends Definition>> objects, Set<String> succeeds) {

    public CatalogImage {
        objects = List.copyOf(objects);
        succeeds = Set.copyOf(succeeds);
    }
}
