package io.weir.catalog;

import java.util.List;

/** Whether a new catalogue may begin in an empty store: where a node still holds one, the store was wiped. Blocks on the network. */
@FunctionalInterface
public interface CatalogBeginning {

    /** The ids of other nodes that hold a catalogue; empty where one may begin. */
    List<String> holders() throws StoreUnavailableException;
}
