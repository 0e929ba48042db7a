package io.weir.datastore;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogContents;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeReport;
import io.weir.datastore.StoreTest.Contents;
import io.weir.datastore.StoreTest.Found;
import io.weir.datastore.StoreTest.Loss;
import io.weir.datastore.StoreTest.Losses;
import io.weir.session.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into another store and compares it with what this node has. Blocks on the network; any thread.
 *
 * @param clusterName what this node's cluster is called
 * @param own what this node serves
 * @param self what it tells of itself
 * @param present where its log-ins are
 * @param isLeavingOwn whether the store in use now is an embedded one that ends when the node leaves it
 */
record StoreInspection(String clusterName, Catalog own, NodeInfo self, SessionStore present, boolean isLeavingOwn) {
    private static final Logger log = LoggerFactory.getLogger(StoreInspection.class);
    private static final int SESSION_DIGITS = 12;

    /**
     * What was seen.
     *
     * @param obstacles what stands against moving there
     */
    record Look(Contents contents, List<Found> obstacles) {}

    Look look(StorePorts other) throws StoreUnavailableException {
        CatalogContents there = other.catalog().contents();
        Position position = other.catalog().position();
        List<NodeReport> reports = other.registry().reports();
        List<NodeInfo> nodes = reports.stream().map(NodeReport::node).toList();
        boolean isSameStore = nodes.stream().anyMatch(this::isSelf);
        Contents contents = new Contents(
                other.registry().clusterName(),
                position,
                isSameCatalog(position),
                isSameStore,
                nodes.stream().map(NodeInfo::id).sorted().toList(),
                there.sizes(),
                other.sessions().list(0).total(),
                lost(Kind.API, there),
                lost(Kind.USER, there),
                isSameStore ? new Losses(List.of(), 0) : lostSessions());
        List<Found> obstacles = obstacles(contents);
        List<String> holders = reports.stream()
                .filter(report -> report.progress().revision() > 0)
                .map(report -> report.node().id())
                .filter(id -> !id.equals(self.id()))
                .toList();
        if (position == null && !isSameStore && !holders.isEmpty()) {
            obstacles.add(new Found(
                    Obstacle.WIPED,
                    "the data store lost its catalogue, which nodes " + String.join(", ", holders)
                            + " hold (expected: that it is restored from there first: weir catalog restore)"));
        }
        return new Look(contents, obstacles);
    }

    /** A copy of the store has this node's lease, but not for longer than a lease lasts. */
    private boolean isSelf(NodeInfo node) {
        return node.id().equals(self.id()) && node.incarnation().equals(self.incarnation());
    }

    private boolean isSameCatalog(@Nullable Position there) {
        Position mine = own.position();
        return there != null && mine != null && there.epoch().equals(mine.epoch());
    }

    private List<Found> obstacles(Contents contents) {
        List<Found> obstacles = new ArrayList<>();
        String name = contents.clusterName();
        if (name != null && !name.equals(clusterName)) {
            obstacles.add(new Found(
                    Obstacle.CLUSTER_NAME,
                    "cluster.name: the data store belongs to cluster " + name + " (expected: " + clusterName
                            + ", as this node's is called)"));
        }
        if (contents.nodes().contains(self.id()) && !contents.isSameStore()) {
            obstacles.add(new Found(
                    Obstacle.NODE_ID,
                    "node.id: " + self.id() + " is the id of another node there (expected: one of its own)"));
        }
        if (isLeavingOwn && contents.isSameStore()) {
            obstacles.add(new Found(
                    Obstacle.OWN_STORE,
                    "datastore.mode: this is the node's own embedded data store, which ends when the node leaves it"
                            + " (expected: another one)"));
        }
        return obstacles;
    }

    private Losses lost(Kind kind, CatalogContents there) throws StoreUnavailableException {
        Map<String, String> names = new TreeMap<>();
        for (Stored<?> stored : own.all(kind)) {
            names.put(stored.definition().id(), name(stored.definition()));
        }
        List<String> absent = there.absent(kind, List.copyOf(names.keySet()));
        return new Losses(
                absent.stream()
                        .limit(StoreTest.MAX_NAMED)
                        .map(id -> new Loss(id, names.getOrDefault(id, "")))
                        .toList(),
                absent.size());
    }

    private static String name(Definition definition) {
        if (definition instanceof Api api) {
            return api.name();
        }
        return definition instanceof User user ? user.name() : "";
    }

    /** Null where the present store is away. */
    private @Nullable Losses lostSessions() {
        try {
            SessionStore.Listing all = present.list(StoreTest.MAX_NAMED);
            return new Losses(
                    all.first().stream()
                            .map(session -> new Loss(session.sha256().substring(0, SESSION_DIGITS), session.user()))
                            .toList(),
                    all.total());
        } catch (StoreUnavailableException e) {
            log.debug("log-ins cannot be listed", e);
            return null;
        }
    }
}
