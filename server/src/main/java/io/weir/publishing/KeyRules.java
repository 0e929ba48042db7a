package io.weir.publishing;

import io.weir.catalog.ApiKey;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key belongs to one application for good, and no two have the same clear text. */
final class KeyRules implements Rules<ApiKey> {
    /** So that an application can go in one write with all of them. */
    static final int MAX_KEYS = 200;

    @Override
    public List<FieldProblem> check(@Nullable ApiKey before, ApiKey after, Catalog catalog) {
        if (catalog.application(after.application()) == null) {
            throw RefusedException.notFound("application: " + after.application() + " (expected: one that exists)");
        }
        if (before != null && !before.application().equals(after.application())) {
            throw RefusedException.conflict(
                    "already-exists", "key " + before.id() + " belongs to application " + before.application());
        }
        Stored<ApiKey> same = catalog.keyBySha256(after.sha256());
        if (same != null && !same.definition().id().equals(after.id())) {
            throw RefusedException.conflict(
                    "key-taken",
                    "key " + same.definition().id() + " of application "
                            + same.definition().application() + " has this digest");
        }
        if (before == null) {
            requireRoom(after.application(), catalog);
        }
        return List.of();
    }

    @Override
    public List<CatalogStore.Edit> deleteAlong(Stored<ApiKey> stored, Catalog catalog) {
        return List.of();
    }

    private static void requireRoom(String application, Catalog catalog) {
        int count = 0;
        for (Stored<ApiKey> key : catalog.keysOf(application)) {
            count += key == null ? 0 : 1;
        }
        if (count >= MAX_KEYS) {
            throw RefusedException.conflict(
                    "too-many-keys",
                    "application " + application + " has " + count + " keys (expected: at most " + MAX_KEYS + ")");
        }
    }
}
