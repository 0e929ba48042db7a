package io.weir.gateway;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogListener;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.Kind;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Stored;
import io.weir.policy.PolicyChain;
import io.weir.route.RouteTable;
import io.weir.upstream.EndpointGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what requests need compiled from the catalogue: a change compiles only the APIs that it touches, and requests see it at once by
 * one volatile reference. Written by the catalogue's thread, read by any.
 */
public final class Gateway implements CatalogListener {
    private final EndpointGroups endpointGroups;
    private final Function<Api, PolicyChain> policies;
    private volatile GatewaySnapshot snapshot = new GatewaySnapshot(Catalog.empty(), RouteTable.empty(), Map.of());

    private volatile boolean isOpen = true;

    /** @param policies makes the chain of an API */
    public Gateway(EndpointGroups endpointGroups, Function<Api, PolicyChain> policies) {
        this.endpointGroups = endpointGroups;
        this.policies = policies;
    }

    /** Takes requests, or answers each of them that the node is quiesced; any thread. */
    public void open(boolean open) {
        isOpen = open;
    }

    boolean isOpen() {
        return isOpen;
    }

    GatewaySnapshot snapshot() {
        return snapshot;
    }

    @Override
    public void catalogChanged(Catalog before, Catalog after, List<Change> changes) {
        List<Api> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Change change : changes) {
            if (change.kind() == Kind.API) {
                Api api = definition(change.stored());
                if (api != null && api.lifecycle() != Lifecycle.CREATED) {
                    changed.add(api);
                } else {
                    removed.add(change.id());
                }
            }
        }
        snapshot = new GatewaySnapshot(
                after, snapshot.routes().with(changed, removed), compile(snapshot.apis(), changed, removed));
    }

    private static @Nullable Api definition(@Nullable Stored<?> stored) {
        return stored != null && stored.definition() instanceof Api api ? api : null;
    }

    private Map<String, PublishedApi> compile(Map<String, PublishedApi> apis, List<Api> changed, List<String> removed) {
        Map<String, PublishedApi> result = new HashMap<>(apis);
        for (String id : removed) {
            endpointGroups.remove(id);
            result.remove(id);
        }
        for (Api api : changed) {
            result.put(api.id(), compile(api));
        }
        return Collections.unmodifiableMap(result);
    }

    private PublishedApi compile(Api api) {
        EndpointDefinition endpoint = api.endpoint();
        return new PublishedApi(
                policies.apply(api), endpoint == null ? null : endpointGroups.groupFor(api.id(), endpoint));
    }
}
