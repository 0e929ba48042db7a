package io.weir;

import io.weir.admin.ClusterReport;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterView;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeReport;
import io.weir.cluster.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as this node sees it. While the store is away it tells of this node alone: of the others it does not know whether they are
 * there. Blocks on the network.
 */
final class ClusterReports implements Supplier<ClusterReport> {
    private final String name;
    private final Supplier<NodeRegistry> registry;
    private final ClusterParts cluster;
    private final CatalogUpdater updater;
    private final Supplier<NodeReport> self;
    private final BooleanSupplier analytics;

    ClusterReports(
            String name,
            Supplier<NodeRegistry> registry,
            ClusterParts cluster,
            CatalogUpdater updater,
            Supplier<NodeReport> self,
            BooleanSupplier analytics) {
        this.name = name;
        this.registry = registry;
        this.cluster = cluster;
        this.updater = updater;
        this.self = self;
        this.analytics = analytics;
    }

    @Override
    public ClusterReport get() {
        ClusterView view = cluster.announcer.view();
        Catalog catalog = updater.catalog();
        NodeReport own = self.get();
        return new ClusterReport(
                name, own.node().id(), analytics.getAsBoolean(), view.generation(), catalog.revision(), nodes(own));
    }

    private List<ClusterReport.Node> nodes(NodeReport own) {
        List<NodeReport> reports = reports(own);
        Progress measure = reports.stream()
                .map(NodeReport::progress)
                .filter(progress -> progress.outOfSyncSince() == null)
                .max(Comparator.comparingLong(Progress::revision))
                .orElse(own.progress());
        return reports.stream().map(report -> report(report, measure)).toList();
    }

    /** With this node as it is now: the store has it as it was up to a second ago. */
    private List<NodeReport> reports(NodeReport own) {
        try {
            return registry.get().reports().stream()
                    .map(report -> report.node().id().equals(own.node().id()) ? own : report)
                    .toList();
        } catch (StoreUnavailableException e) {
            return List.of(own);
        }
    }

    private ClusterReport.Node report(NodeReport report, Progress measure) {
        NodeInfo node = report.node();
        Progress progress = report.progress();
        boolean isInSync = progress.outOfSyncSince() == null
                && progress.revision() == measure.revision()
                && progress.digest().equals(measure.digest());
        return new ClusterReport.Node(
                node.id(),
                node.host(),
                node.state(),
                node.quiesce(),
                node.profile(),
                node.version(),
                node.weight(),
                node.listeners(),
                progress.revision(),
                isInSync,
                isInSync ? null : since(node, progress),
                node.started(),
                progress.load());
    }

    private @Nullable Instant since(NodeInfo node, Progress progress) {
        return progress.outOfSyncSince() != null
                ? progress.outOfSyncSince()
                : cluster.convergence.outOfSyncSince(node.id()).orElse(null);
    }
}
