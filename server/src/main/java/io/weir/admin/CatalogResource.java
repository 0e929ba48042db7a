package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogDecisions;
import io.weir.catalog.CatalogStatus;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.StoreUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /cluster/catalog}: how this node's catalogue stands to the store's, and what an operator decides where they differ. */
final class CatalogResource implements Resource {
    private final CatalogDecisions decisions;
    private final Supplier<ClusterReport> cluster;

    CatalogResource(CatalogDecisions decisions, Supplier<ClusterReport> cluster) {
        this.decisions = decisions;
        this.cluster = cluster;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getCatalogStatus", call -> Answer.json(200, status()),
                "adoptCatalog", call -> adopt(),
                "restoreCatalog", this::restore);
    }

    private ObjectNode status() {
        CatalogStatus status = decisions.status();
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("state", status.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (status.problem() != null) {
            view.put("problem", status.problem());
        }
        view.put("since", status.since().toString());
        view.put("digest", status.digest());
        DatastoreView.position(view, status.position());
        ObjectNode store = view.putObject("store");
        try {
            CatalogStore.Position there = decisions.storePosition();
            store.put("reachable", true);
            store.put("empty", there == null);
            DatastoreView.position(store, there);
        } catch (StoreUnavailableException e) {
            store.put("reachable", false);
        }
        return view;
    }

    private Answer adopt() throws StoreUnavailableException {
        try {
            Catalog adopted = decisions.adopt();
            ObjectNode view = AdminJson.MAPPER.createObjectNode();
            DatastoreView.position(view, adopted.position());
            return Answer.json(200, view);
        } catch (CatalogDecisions.RefusedException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new ProblemException(500, "disk-failed", "this node's catalogue cannot be kept: " + e);
        }
    }

    private Answer restore(Call call) throws StoreUnavailableException {
        boolean mayReplace = is(call, "replace");
        List<ClusterReport.Node> nodes = cluster.get().nodes();
        CatalogStore.Position position = decisions.status().position();
        long own = position == null ? 0 : position.revision();
        if (!mayReplace && !is(call, "force")) {
            requireNewest(nodes, own);
        }
        long known = nodes.stream()
                .mapToLong(ClusterReport.Node::appliedRevision)
                .max()
                .orElse(0);
        try {
            CatalogDecisions.Restored restored =
                    decisions.restore(mayReplace, known, call.caller().user());
            ObjectNode view = AdminJson.MAPPER.createObjectNode();
            DatastoreView.position(view, restored.position());
            view.set("withoutDocument", DatastoreView.withoutDocument(restored.withoutDocument()));
            return Answer.json(200, view);
        } catch (CatalogDecisions.RefusedException e) {
            throw refused(e);
        }
    }

    private static boolean is(Call call, String parameter) {
        return call.parameters().query(parameter, "false").equals("true");
    }

    private static void requireNewest(List<ClusterReport.Node> nodes, long own) {
        List<String> ahead = nodes.stream()
                .filter(node -> node.appliedRevision() > own)
                .map(node -> node.id() + " at " + node.appliedRevision())
                .toList();
        if (!ahead.isEmpty()) {
            throw new ProblemException(
                    409,
                    "restore-behind",
                    "revision: " + own + " (expected: the newest that a node holds: " + String.join(", ", ahead)
                            + "; restore from there, or with force=true from here)");
        }
    }

    private static ProblemException refused(CatalogDecisions.RefusedException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.refusal()) {
            case IN_SYNC -> new ProblemException(409, "in-sync", detail);
            case STORE_EMPTY -> new ProblemException(409, "store-empty", detail);
            case STORE_NOT_EMPTY -> new ProblemException(409, "store-not-empty", detail);
            case NO_CATALOG -> new ProblemException(409, "no-catalog", detail);
        };
    }
}
