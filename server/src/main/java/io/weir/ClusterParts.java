package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogUpdater;
import io.weir.cluster.Announcer;
import io.weir.cluster.ClusterFile;
import io.weir.cluster.Convergence;
import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodesFile;
import io.weir.cluster.Quiesce;
import io.weir.time.Ticker;
import java.time.InstantSource;

/** What makes one node a member: it announces itself, keeps {@code cluster.xml}, watches that all serve the same. */
final class ClusterParts {
    final Announcer announcer;
    final Quiesce quiesce;
    final Convergence convergence;

    ClusterParts(
            NodeSettings settings,
            DataFolder data,
            NodeRegistry registry,
            SelfDescription self,
            Quiesce quiesce,
            CatalogUpdater updater,
            MembershipEvents events,
            Ticker ticker,
            InstantSource clock,
            MeterRegistry meters) {
        this.quiesce = quiesce;
        String name = settings.config().cluster().name();
        announcer = new Announcer(registry, name, self, new NodesFile(data.file("nodes.json")), ticker, meters);
        ClusterFile file = new ClusterFile(settings.conf().resolve("cluster.xml"), name, self.id());
        announcer.addListener(file);
        announcer.onRenewal(renewal -> file.repair());
        announcer.addListener(events);
        convergence = new Convergence(self.id(), updater::reload, events, ticker, clock);
        announcer.onRenewal(quiesce::renewed);
        announcer.onRenewal(convergence::observe);
        updater.addListener((before, after, changes) -> announcer.announce());
        // A node that comes to a wiped store must not begin a catalogue where others have one: they are in the register
        // again at once.
        updater.addStoreListener((change, revision) -> announcer.announce());
        quiesce.addListener(announcer::announce);
    }
}
