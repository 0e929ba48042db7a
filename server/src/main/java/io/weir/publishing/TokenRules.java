package io.weir.publishing;

import io.weir.catalog.AccessToken;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token acts for one user for good, and no two have the same clear text. */
final class TokenRules implements Rules<AccessToken> {

    @Override
    public List<FieldProblem> check(@Nullable AccessToken before, AccessToken after, Catalog catalog) {
        List<FieldProblem> problems = new ArrayList<>();
        if (before != null && !before.user().equals(after.user())) {
            problems.add(FieldProblem.of("user", after.user(), before.user() + ", as it is"));
        }
        if (catalog.user(after.user()) == null) {
            problems.add(FieldProblem.of("user", after.user(), "a user who exists"));
        }
        Stored<AccessToken> same = catalog.tokenBySha256(after.sha256());
        if (problems.isEmpty() && same != null && !same.definition().id().equals(after.id())) {
            throw RefusedException.conflict(
                    "token-taken", "token " + same.definition().id() + " has this digest");
        }
        return problems;
    }

    @Override
    public List<CatalogStore.Edit> deleteAlong(Stored<AccessToken> stored, Catalog catalog) {
        return List.of();
    }
}
