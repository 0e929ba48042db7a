package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.CatalogStore;
import io.weir.config.NodeConfig;
import io.weir.datastore.StoreMoved;
import io.weir.datastore.StoreProbe;
import io.weir.datastore.StoreTest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the REST API shows data stores. Without passwords. */
final class DatastoreView {
    private static final int MAX_NAMED = StoreTest.MAX_NAMED;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private DatastoreView() {}

    static ObjectNode settings(NodeConfig.DataStore datastore) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("mode", datastore.mode().name().toLowerCase(Locale.ROOT));
        datastore.addresses().forEach(address -> view.withArray("addresses").add(address.toString()));
        view.put("database", datastore.database());
        view.put("tls", datastore.tls());
        view.put("username", datastore.username());
        view.put("passwordSet", !datastore.password().isEmpty());
        view.put("commandTimeout", datastore.commandTimeout().toString());
        view.put("operationTimeout", datastore.operationTimeout().toString());
        return view;
    }

    /** For the audit log. */
    static String line(NodeConfig.DataStore datastore) {
        return datastore.mode().name().toLowerCase(Locale.ROOT) + " " + datastore.addresses() + "/"
                + datastore.database();
    }

    static ObjectNode test(StoreTest test) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("usable", test.obstacles().isEmpty());
        ArrayNode obstacles = view.putArray("obstacles");
        test.obstacles()
                .forEach(found -> obstacles
                        .addObject()
                        .put("reason", found.obstacle().label())
                        .put("message", found.message()));
        StoreProbe.Server server = test.server();
        if (server != null) {
            view.set("server", server(server));
        }
        StoreTest.Contents contents = test.contents();
        if (contents != null) {
            view.set("contents", contents(contents));
            ObjectNode losses = view.putObject("losses");
            losses.set("apis", losses(contents.lostApis()));
            losses.set("users", losses(contents.lostUsers()));
            StoreTest.Losses sessions = contents.lostSessions();
            if (sessions != null) {
                losses.set("sessions", losses(sessions));
            }
        }
        test.warnings().forEach(view.putArray("warnings")::add);
        return view;
    }

    private static ObjectNode server(StoreProbe.Server server) {
        ObjectNode view = AdminJson.MAPPER
                .createObjectNode()
                .put("version", server.version())
                .put("role", server.role())
                .put("mode", server.mode())
                .put("latencyMillis", server.latency().toNanos() / NANOS_PER_MILLI);
        if (server.evictionPolicy() != null) {
            view.put("maxmemoryPolicy", server.evictionPolicy());
        }
        return view;
    }

    private static ObjectNode contents(StoreTest.Contents contents) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        if (contents.clusterName() != null) {
            view.put("cluster", contents.clusterName());
        }
        view.put("empty", contents.isEmpty());
        view.put("sameCatalog", contents.isSameCatalog());
        view.put("sameStore", contents.isSameStore());
        position(view, contents.position());
        contents.nodes().forEach(view.putArray("nodes")::add);
        ObjectNode objects = view.putObject("objects");
        contents.sizes().forEach((kind, size) -> objects.put(kind.label(), size));
        view.put("sessions", contents.sessions());
        return view;
    }

    static void position(ObjectNode view, CatalogStore.@Nullable Position position) {
        if (position != null) {
            view.put("epoch", position.epoch());
            view.put("revision", position.revision());
        }
    }

    private static ObjectNode losses(StoreTest.Losses losses) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode().put("total", losses.total());
        ArrayNode items = view.putArray("items");
        losses.first().forEach(loss -> items.addObject().put("id", loss.id()).put("name", loss.name()));
        return view;
    }

    static ObjectNode moved(StoreMoved moved, boolean needsLogin) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("moved", moved.isMoved());
        view.put("cluster", moved.clusterName());
        view.put("sameCatalog", moved.isSameCatalog());
        position(view, moved.position());
        view.put("loginNeeded", needsLogin);
        view.set("withoutDocument", withoutDocument(moved.withoutDocument()));
        moved.warnings().forEach(view.putArray("warnings")::add);
        view.set("settings", settings(moved.to()));
        return view;
    }

    /** Ids of APIs that lost their document. */
    static ObjectNode withoutDocument(List<String> ids) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode().put("total", ids.size());
        ids.stream().limit(MAX_NAMED).forEach(view.putArray("items")::add);
        return view;
    }
}
