package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.Organization;
import io.weir.catalog.StoreUnavailableException;
import io.weir.publishing.FieldProblem;
import io.weir.session.PortalSettings;
import io.weir.session.PortalSettingsStore;
import io.weir.session.Signup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /settings/portal}: who may sign up by themselves. */
final class PortalSettingsResource implements Resource {
    private final Supplier<PortalSettingsStore> settings;
    private final Supplier<Catalog> catalog;

    PortalSettingsResource(Supplier<PortalSettingsStore> settings, Supplier<Catalog> catalog) {
        this.settings = settings;
        this.catalog = catalog;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getPortalSettings", call -> Answer.json(200, settings.get().read()), "putPortalSettings", this::put);
    }

    private Answer put(Call call) throws StoreUnavailableException {
        ObjectNode body = call.object();
        String organization = body.path(Ownership.ORGANIZATION).asText(Organization.DEFAULT);
        if (catalog.get().organization(organization) == null) {
            throw ProblemException.invalid(
                    List.of(FieldProblem.of(Ownership.ORGANIZATION, organization, "an organization that exists")));
        }
        Signup signup = Signup.valueOf(body.path("signup").asText().toUpperCase(Locale.ROOT));
        PortalSettings before = settings.get().read();
        PortalSettings after = new PortalSettings(signup, organization);
        settings.get().write(after);
        call.trail().changed(view(before), view(after), Set.of());
        return Answer.json(200, after);
    }

    private static ObjectNode view(PortalSettings settings) {
        return AdminJson.MAPPER.valueToTree(settings);
    }
}
