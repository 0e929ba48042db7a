package io.weir;

import io.weir.admin.ClusterReport;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStatus;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.Announcer;
import io.weir.cluster.ClusterView;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import io.weir.config.NodeConfig;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The cluster as this node sees it. While the store is away it tells of this node alone, and of the others that they are not known to be
 * there. Blocks on the network.
 */
final class ClusterReports implements Supplier<ClusterReport> {
    private final String name;
    private final NodeRegistry registry;
    private final Announcer announcer;
    private final CatalogUpdater updater;
    private final Supplier<NodeInfo> self;
    private List<String> lastSeen = List.of();
    private long generation;

    ClusterReports(
            NodeConfig config,
            NodeRegistry registry,
            Announcer announcer,
            CatalogUpdater updater,
            Supplier<NodeInfo> self) {
        this.name = config.cluster().name();
        this.registry = registry;
        this.announcer = announcer;
        this.updater = updater;
        this.self = self;
    }

    @Override
    public ClusterReport get() {
        Catalog catalog = updater.catalog();
        return new ClusterReport(name, generation(), catalog.revision(), nodes(catalog));
    }

    /** Grows with each change of membership that this node reports. */
    private synchronized long generation() {
        ClusterView view = announcer.view();
        if (!view.ids().equals(lastSeen)) {
            lastSeen = view.ids();
            generation++;
        }
        return generation;
    }

    private List<ClusterReport.Node> nodes(Catalog catalog) {
        try {
            return registry.nodes().stream().map(node -> report(node, catalog)).toList();
        } catch (StoreUnavailableException e) {
            return List.of(report(self.get(), catalog));
        }
    }

    private ClusterReport.Node report(NodeInfo node, Catalog catalog) {
        boolean isSelf = node.id().equals(self.get().id());
        boolean inSync = isSelf
                ? updater.status().state() == CatalogStatus.State.IN_SYNC
                : node.digest().equals(catalog.digest());
        return new ClusterReport.Node(
                node.id(),
                node.host(),
                node.state().name().toLowerCase(Locale.ROOT),
                node.version(),
                node.revision(),
                inSync,
                node.started(),
                null);
    }
}
