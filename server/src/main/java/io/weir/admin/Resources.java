package io.weir.admin;

import io.weir.catalog.Api;
import io.weir.catalog.Definition;
import io.weir.catalog.User;
import io.weir.config.NodeConfig;
import io.weir.limit.UsageMeter;
import io.weir.publishing.CatalogEditor;
import io.weir.publishing.IdMaker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one list of what answers the contract's operations. */
final class Resources {
    private final AdminServer.Services services;
    private final Secrets secrets;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final DocumentFetcher fetcher;
    private final GatewayCaller gateway;
    private final RecentSessions recent;
    private final EventStreams streams;
    private final CatalogEditor editor;
    private final IdMaker ids;

    Resources(
            AdminServer.Services services,
            Secrets secrets,
            Passwords passwords,
            DocumentFetcher fetcher,
            GatewayCaller gateway,
            RecentSessions recent,
            EventStreams streams) {
        this.services = services;
        this.secrets = secrets;
        this.passwords = passwords;
        this.throttle = new LoginThrottle(services.people().attempts(), services.ticker());
        this.fetcher = fetcher;
        this.gateway = gateway;
        this.recent = recent;
        this.streams = streams;
        this.editor = new CatalogEditor(services.writer());
        this.ids = new IdMaker(services.random());
    }

    /** By operation id; fails where the contract has an operation that nobody does, or somebody does one that it does not have. */
    Map<String, OperationHandler> handlers(Contract contract, NodeConfig config) {
        Map<String, OperationHandler> handlers = new HashMap<>();
        all(contract, config).forEach(resource -> handlers.putAll(resource.handlers()));
        if (!handlers.keySet().equals(contract.operations().keySet())) {
            throw new IllegalStateException("operations " + handlers.keySet() + " (expected: "
                    + contract.operations().keySet() + ")");
        }
        return handlers;
    }

    private List<Resource> all(Contract contract, NodeConfig config) {
        CatalogObjects<Api> apis = objects(ApiResource.SHAPE);
        CatalogObjects<User> users = objects(UserResource.SHAPE);
        UserSessions sessions = new UserSessions(services.people().sessions(), recent);
        return List.of(
                new SystemResource(contract),
                new ClusterResource(services.cluster(), services.quiesce()),
                new ListenerSettingsResource(services.listeners(), config),
                new DatastoreResource(services.datastore(), services.catalog()),
                new AnalyticsSettingsResource(services.analyticsSettings()),
                new AnalyticsResource(services.queries(), services.catalog(), services.clock()),
                new CatalogResource(services.decisions(), services.cluster()),
                new SessionResource(
                        services.catalog(),
                        services.people().sessions(),
                        recent,
                        passwords,
                        throttle,
                        secrets,
                        services.clock(),
                        services.meters()),
                new EventResource(services.events(), streams),
                new OrganizationResource(objects(OrganizationResource.SHAPE)),
                new ApiResource(apis),
                new DocumentResource(apis, services.store(), ids, fetcher),
                new GatewayResource(apis, config, services.cluster(), gateway),
                new PlanResource(objects(PlanResource.SHAPE)),
                new ApplicationResource(objects(ApplicationResource.SHAPE)),
                new KeyResource(objects(KeyResource.SHAPE), secrets),
                new SubscriptionResource(objects(SubscriptionResource.SHAPE)),
                new UsageResource(objects(SubscriptionResource.SHAPE), new UsageMeter(services.gauge())),
                new UserResource(users, sessions, passwords, contract),
                new PasswordResource(users, sessions, passwords, throttle),
                new UserSessionResource(services.catalog(), sessions),
                new SignupResource(editor, services.people().portal(), passwords, throttle),
                new PortalSettingsResource(services.people().portal(), services.catalog()),
                new AuditResource(services.people().audit()),
                new TokenResource(objects(TokenResource.SHAPE), secrets));
    }

    private <T extends Definition> CatalogObjects<T> objects(CatalogObjects.Shape<T> shape) {
        return new CatalogObjects<>(services.catalog(), editor, ids, shape);
    }
}
