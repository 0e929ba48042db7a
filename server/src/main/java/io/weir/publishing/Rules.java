package io.weir.publishing;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Definition;
import io.weir.catalog.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds between an object of one kind and the rest of the catalogue. Stateless; any thread. */
public interface Rules<T extends Definition> {

    /**
     * Whether an object may become so.
     *
     * @param before what is there; null for a new one
     * @return everything that does not fit; empty where all does
     * @throws RefusedException where it does not go together with what is there
     */
    List<FieldProblem> check(@Nullable T before, T after, Catalog catalog);

    /**
     * What goes along when an object is deleted.
     *
     * @throws RefusedException where something stands in the way
     */
    List<CatalogStore.Edit> deleteAlong(Stored<T> stored, Catalog catalog);
}
