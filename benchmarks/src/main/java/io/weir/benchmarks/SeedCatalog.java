package io.weir.benchmarks;

import io.weir.catalog.Api;
import io.weir.catalog.Api.Resource;
import io.weir.catalog.Api.Security;
import io.weir.catalog.Api.Visibility;
import io.weir.catalog.ApiKey;
import io.weir.catalog.Application;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Definition;
import io.weir.catalog.Digests;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Target;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import io.weir.catalog.Organization;
import io.weir.catalog.Period;
import io.weir.catalog.Plan;
import io.weir.catalog.Subscription;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.DataStore;
import io.weir.config.Secret;
import io.weir.redis.RedisCatalogStore;
import io.weir.redis.RedisConnections;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty data store for {@code compare.py}: APIs of ten resources, one plan, applications with a key and ten subscriptions
 * each. The key of application 0 is {@value #KEY_PREFIX}0. Arguments: port of Redis, ports of both backends, APIs, subscriptions.
 */
public final class SeedCatalog {
    private static final String KEY_PREFIX = "bench-key-";
    private static final int RESOURCES = 10;
    private static final int SUBSCRIPTIONS_PER_APPLICATION = 10;
    private static final long PLENTY = 1_000_000_000L;

    private final CatalogStore store;
    private final List<Edit> batch = new ArrayList<>();
    private CatalogStore.@Nullable Position position;

    private SeedCatalog(CatalogStore store) {
        this.store = store;
    }

    /** Fills the store. */
    public static void main(String[] args) throws Exception {
        DataStore redis = new DataStore(
                NodeConfig.DataStoreMode.STANDALONE,
                "",
                Secret.NONE,
                0,
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                List.of(new Address("127.0.0.1", Integer.parseInt(args[0]))));
        try (CatalogStore store =
                new RedisCatalogStore(new RedisConnections(redis, "weir-seed"), new SecureRandom(), 10_000)) {
            new SeedCatalog(store)
                    .fill(endpoint(args[1], args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        }
    }

    private static EndpointDefinition endpoint(String firstPort, String secondPort) {
        return new EndpointDefinition(
                EndpointDefinition.Type.LOAD_BALANCER,
                Algorithm.WEIGHTED_ROUND_ROBIN,
                List.of(
                        new Target(URI.create("http://127.0.0.1:" + firstPort), 3),
                        new Target(URI.create("http://127.0.0.1:" + secondPort), 1)),
                null,
                Protocol.AUTO);
    }

    private void fill(EndpointDefinition endpoint, int apis, int subscriptions) throws Exception {
        put(new Organization(Organization.DEFAULT, "Default"));
        LimitDefinition hour = new LimitDefinition(
                "hour",
                LimitDefinition.Scope.APPLICATION,
                PLENTY,
                Period.parse("PT1H"),
                LimitDefinition.Algorithm.FIXED,
                null,
                OnStoreFailure.APPROXIMATE);
        put(new Plan("bench", "Bench", null, List.of(hour), Plan.Approval.AUTO, Organization.DEFAULT));
        for (int i = 0; i < apis; i++) {
            put(api(i, endpoint));
        }
        for (int i = 0; i < subscriptions; i++) {
            int application = i / SUBSCRIPTIONS_PER_APPLICATION;
            if (i % SUBSCRIPTIONS_PER_APPLICATION == 0) {
                put(new Application("app-" + application, "App", null, Organization.DEFAULT, null, false));
                put(new ApiKey(
                        "key-" + application,
                        "app-" + application,
                        Digests.sha256(KEY_PREFIX + application),
                        null,
                        null));
            }
            put(new Subscription(
                    "sub-" + i, "app-" + application, "api-" + i % apis, "bench", Subscription.State.ACTIVE));
        }
        flush();
    }

    private static Api api(int number, EndpointDefinition endpoint) {
        List<Resource> resources = new ArrayList<>(List.of(new Resource("GET", "/items")));
        for (int part = 0; part < RESOURCES - 1; part++) {
            resources.add(new Resource("GET", "/items/{id}/part-" + part));
        }
        return new Api(
                "api-" + number,
                "API " + number,
                "1",
                null,
                "/area-" + number % 100 + "/api-" + number,
                Organization.DEFAULT,
                Visibility.PUBLIC,
                resources,
                endpoint,
                new Security(Security.Type.API_KEY),
                List.of(),
                List.of("bench"),
                Lifecycle.PUBLISHED,
                null,
                null);
    }

    private void put(Definition definition) throws Exception {
        batch.add(Edit.put(definition, 0));
        if (batch.size() == CatalogStore.MAX_EDITS) {
            flush();
        }
    }

    private void flush() throws Exception {
        if (!batch.isEmpty()) {
            position = store.write(position, List.copyOf(batch), "seed").position();
            batch.clear();
        }
    }
}
