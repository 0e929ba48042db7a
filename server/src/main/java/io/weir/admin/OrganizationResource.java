package io.weir.admin;

import io.weir.catalog.Kind;
import io.weir.catalog.Organization;
import io.weir.catalog.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /organizations}. */
final class OrganizationResource implements Resource {
    static final CatalogObjects.Shape<Organization> SHAPE = new CatalogObjects.Shape<>(
            Kind.ORGANIZATION,
            new DefinitionReader<>(Organization.class, List.of()),
            new ObjectView<>(Set.of()),
            Organization::name,
            Set.of());

    private final CatalogObjects<Organization> objects;

    OrganizationResource(CatalogObjects<Organization> objects) {
        this.objects = objects;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listOrganizations", call -> objects.list(call, visibleTo(call.caller())),
                "createOrganization", call -> objects.createAndShow(call, (body, before, catalog) -> {}),
                "getOrganization", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putOrganization", call -> objects.put(call, call.id(), (body, before, catalog) -> {}),
                "deleteOrganization", call -> objects.delete(call, call.id(), stored -> {}));
    }

    private static Predicate<Stored<Organization>> visibleTo(Principal caller) {
        return stored -> caller.isAdmin() || stored.definition().id().equals(caller.organization());
    }
}
