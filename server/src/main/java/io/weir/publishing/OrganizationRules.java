package io.weir.publishing;

import io.weir.catalog.Api;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.Organization;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The default organization stays, and so does one that something belongs to. */
final class OrganizationRules implements Rules<Organization> {

    @Override
    public List<FieldProblem> check(@Nullable Organization before, Organization after, Catalog catalog) {
        return List.of();
    }

    @Override
    public List<CatalogStore.Edit> deleteAlong(Stored<Organization> stored, Catalog catalog) {
        String id = stored.definition().id();
        if (id.equals(Organization.DEFAULT)) {
            throw RefusedException.conflict("organization-in-use", "the organization " + id + " stays");
        }
        for (Kind kind : List.of(Kind.API, Kind.PLAN, Kind.APPLICATION, Kind.USER)) {
            for (Stored<?> member : catalog.all(kind)) {
                if (organizationOf(member.definition()).equals(id)) {
                    throw RefusedException.conflict(
                            "organization-in-use",
                            kind.label() + " " + member.definition().id() + " belongs to organization " + id);
                }
            }
        }
        return List.of();
    }

    private static String organizationOf(Definition definition) {
        if (definition instanceof Api api) {
            return api.organization();
        }
        if (definition instanceof Plan plan) {
            return plan.organization();
        }
        return definition instanceof Application application
                ? application.organization()
                : ((User) definition).organization();
    }

    static void requireKnown(String organization, Catalog catalog, List<FieldProblem> problems) {
        if (catalog.organization(organization) == null) {
            problems.add(FieldProblem.of("organization", organization, "an organization that exists"));
        }
    }
}
