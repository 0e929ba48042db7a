package io.weir.policy;

import static java.util.Objects.requireNonNull;

import io.weir.catalog.Api;
import io.weir.catalog.ApiKey;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Definition;
import io.weir.catalog.Digests;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.Organization;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.exchange.FakeRequest;
import io.weir.exchange.FakeResponse;
import io.weir.exchange.GatewayError;
import io.weir.limit.LimiterBatcher;
import io.weir.memory.InMemoryLimiter;
import io.weir.route.Match;
import io.weir.route.Route;
import io.weir.route.RouteTable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One published API, one application that may call it, and the turns of an event loop by hand. */
public final class PolicyFixture implements Policy.Next {
    /** The time of every test. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final Api SHOP = new Api(
            "shop",
            "Shop",
            "1",
            null,
            "/shop",
            Organization.DEFAULT,
            Api.Visibility.PUBLIC,
            List.of(new Api.Resource("GET", "/items"), new Api.Resource("GET", "/orders")),
            null,
            new Api.Security(Api.Security.Type.API_KEY),
            List.of(),
            List.of("gold"),
            Lifecycle.PUBLISHED,
            null,
            null);

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final LimiterBatcher limiter = new LimiterBatcher(new InMemoryLimiter(() -> NOW, 100), turns::add);
    private final List<Change> changes = new ArrayList<>();
    private int passes;
    private @Nullable GatewayError refusal;

    public PolicyFixture() {
        store(SHOP);
    }

    /** Puts objects into the catalogue. */
    public PolicyFixture store(Definition... definitions) {
        Arrays.stream(definitions)
                .map(each -> new Change(each.kind(), each.id(), new Stored<>(each, 1, 1, NOW, NOW, "test")))
                .forEach(changes::add);
        return this;
    }

    /** A key of application {@code web} with this clear text. */
    public static ApiKey key(String text, @Nullable Instant expires) {
        return new ApiKey("k-" + text, "web", Digests.sha256(text), null, expires);
    }

    /** Application {@code web}. */
    public static Application application(boolean isSuspended) {
        return new Application("web", "Web", null, Organization.DEFAULT, null, isSuspended);
    }

    /** The subscription of {@code web} to {@code shop} under {@code gold}. */
    public static Subscription subscription(Subscription.State state) {
        return new Subscription("web-shop", "web", "shop", "gold", state);
    }

    /** Plan {@code gold}. */
    public static Plan plan(LimitDefinition... limits) {
        return new Plan("gold", "Gold", null, List.of(limits), Plan.Approval.AUTO);
    }

    /** An exchange on the catalogue as it is now. */
    public RoutedExchange exchange(FakeRequest request) {
        Catalog catalog = Catalog.empty().with(new Position("e", 1, "t"), changes);
        Match match = RouteTable.of(List.of(SHOP)).match("GET", request.path());
        Route route = ((Match.Found) match).route();
        return new RoutedExchange(request, new FakeResponse(), "r-1", 0, route, catalog, null, limiter);
    }

    /** Runs a policy and all turns of the loop that it needs. */
    public PolicyFixture run(Policy policy, RoutedExchange exchange) {
        passes = 0;
        refusal = null;
        policy.apply(exchange, this);
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
        return this;
    }

    @Override
    public void proceed() {
        passes++;
    }

    @Override
    public void refuse(GatewayError error) {
        refusal = error;
    }

    /** True where the policy let the exchange pass, once, and did not refuse it. */
    public boolean hasPassed() {
        return passes == 1 && refusal == null;
    }

    /** The error that the policy refused with. */
    public GatewayError refusal() {
        return requireNonNull(refusal, "refusal");
    }
}
