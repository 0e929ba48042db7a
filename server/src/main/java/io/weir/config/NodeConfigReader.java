package io.weir.config;

import io.weir.config.NodeConfig.Admin;
import io.weir.config.NodeConfig.Ajp;
import io.weir.config.NodeConfig.Analytics;
import io.weir.config.NodeConfig.Cluster;
import io.weir.config.NodeConfig.DataStore;
import io.weir.config.NodeConfig.Http;
import io.weir.config.NodeConfig.Https;
import io.weir.config.NodeConfig.Listeners;
import io.weir.config.NodeConfig.NodeSection;
import io.weir.config.NodeConfig.Portal;
import io.weir.config.NodeConfig.Quiesce;
import io.weir.config.NodeConfig.Traffic;
import java.nio.file.Path;
import java.util.Optional;

/** The one list of all settings with their types and ranges: from the sections of {@code config.xml} to {@link NodeConfig}. Immutable. */
final class NodeConfigReader {
    private static final ValueType<String> NODE_ID =
            ValueType.matching("([a-z0-9][a-z0-9-]{0,62})?", "empty, or a-z, 0-9 and -, at most 63 characters");
    private static final ValueType<String> NAME = ValueType.matching(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,62}", "A-Z, a-z, 0-9, '.', '_' and '-', at most 63 characters");
    /** What mod_jk can read: it ends a value at a blank or {@code #}, and replaces {@code $(NAME)}. */
    private static final ValueType<Secret> AJP_SECRET = new ValueType<>(
            text -> text.matches("([\\x21-\\x7e&&[^#]]{1,1024})?") && !text.contains("$(")
                    ? Optional.of(Secret.of(text))
                    : Optional.empty(),
            "empty, or at most 1024 visible ASCII characters without # and $(");

    private static final ValueType<String> TEXT = ValueType.matching("\\P{Cntrl}{0,256}", "at most 256 characters");

    private final Path directory;

    /** @param directory what relative files are relative to */
    NodeConfigReader(Path directory) {
        this.directory = directory;
    }

    NodeConfig read(Section root) {
        NodeConfig fallback = NodeConfig.defaults();
        return new NodeConfig(
                node(root.child("node"), fallback.node()),
                traffic(root.child("traffic"), fallback.traffic()),
                quiesce(root.child("quiesce"), fallback.quiesce()),
                cluster(root.child("cluster"), fallback.cluster()),
                listeners(root.child("listeners"), fallback.listeners()),
                datastore(root.child("datastore"), fallback.datastore()),
                analytics(root.child("analytics"), fallback.analytics()));
    }

    private static NodeSection node(Section section, NodeSection fallback) {
        return new NodeSection(
                section.read("id", NODE_ID, fallback.id()),
                section.read("host", ValueType.HOST.orEmpty(), Optional.empty()).orElse(fallback.host()),
                section.oneOf("profile", fallback.profile()),
                section.integer("weight", 0, 1000, fallback.weight()));
    }

    private static Traffic traffic(Section section, Traffic fallback) {
        return new Traffic(
                section.duration("headTimeout", "1ms", "1h", fallback.headTimeout()),
                section.duration("idleTimeout", "1ms", "1d", fallback.idleTimeout()),
                Math.toIntExact(section.size("maxRequestLine", "256B", "1MB", fallback.maxRequestLine())),
                Math.toIntExact(section.size("maxHeaderSize", "256B", "1MB", fallback.maxHeaderSize())),
                section.integer("maxHeaders", 1, 10_000, fallback.maxHeaders()),
                section.read("maxBody", ValueType.size("1B", "1024TB").orEmpty(), Optional.empty())
                        .orElse(null),
                section.read("trustedProxies", ValueType.NETWORKS, fallback.trustedProxies()),
                section.read("publicUrl", ValueType.HTTP_URL.orEmpty(), Optional.empty())
                        .orElse(fallback.publicUrl()));
    }

    private static Quiesce quiesce(Section section, Quiesce fallback) {
        return new Quiesce(
                section.duration("delay", "0s", "1h", fallback.delay()),
                section.duration("timeout", "0s", "1d", fallback.timeout()));
    }

    private static Cluster cluster(Section section, Cluster fallback) {
        return new Cluster(
                section.read("name", NAME, fallback.name()),
                section.flag("sharedListeners", fallback.sharedListeners()));
    }

    private Listeners listeners(Section section, Listeners fallback) {
        return new Listeners(
                http(section.child("http"), fallback.http()),
                https(section.child("https"), fallback.https()),
                ajp(section.child("ajp"), fallback.ajp()),
                admin(section.child("admin"), fallback.admin()),
                portal(section.child("portal"), fallback.portal()));
    }

    private static Http http(Section section, Http fallback) {
        return new Http(
                section.flag("enabled", fallback.enabled()),
                section.host("host", fallback.host()),
                section.listenPort(fallback.port()));
    }

    private Https https(Section section, Https fallback) {
        return new Https(
                section.flag("enabled", fallback.enabled()),
                section.host("host", fallback.host()),
                section.listenPort(fallback.port()),
                section.file("keystore", directory).orElse(null),
                section.secret("keystorePassword", fallback.keystorePassword()),
                section.oneOf("clientAuth", fallback.clientAuth()),
                section.file("truststore", directory).orElse(null),
                section.secret("truststorePassword", fallback.truststorePassword()));
    }

    private static Ajp ajp(Section section, Ajp fallback) {
        return new Ajp(
                section.flag("enabled", fallback.enabled()),
                section.host("host", fallback.host()),
                section.listenPort(fallback.port()),
                section.read("secret", AJP_SECRET, fallback.secret()),
                Math.toIntExact(section.size("packetSize", "8KB", "64KB", fallback.packetSize())));
    }

    private Admin admin(Section section, Admin fallback) {
        return new Admin(
                section.flag("enabled", fallback.enabled()),
                section.host("host", fallback.host()),
                section.listenPort(fallback.port()),
                section.flag("tls", fallback.tls()),
                section.file("keystore", directory).orElse(null),
                section.secret("keystorePassword", fallback.keystorePassword()));
    }

    private static Portal portal(Section section, Portal fallback) {
        return new Portal(
                section.flag("enabled", fallback.enabled()),
                section.host("host", fallback.host()),
                section.listenPort(fallback.port()));
    }

    private static DataStore datastore(Section section, DataStore fallback) {
        return new DataStore(
                section.oneOf("mode", fallback.mode()),
                section.read("username", TEXT, fallback.username()),
                section.secret("password", fallback.password()),
                section.integer("database", 0, 65535, fallback.database()),
                section.flag("tls", fallback.tls()),
                section.duration("commandTimeout", "1ms", "10s", fallback.commandTimeout()),
                section.duration("operationTimeout", "1ms", "10m", fallback.operationTimeout()),
                section.addresses(fallback.addresses().get(0)));
    }

    private Analytics analytics(Section section, Analytics fallback) {
        return new Analytics(
                section.flag("enabled", fallback.enabled()),
                section.oneOf("mode", fallback.mode()),
                section.read("clusterName", NAME, fallback.clusterName()),
                section.read("username", TEXT, fallback.username()),
                section.secret("password", fallback.password()),
                section.secret("apiKey", fallback.apiKey()),
                section.flag("tls", fallback.tls()),
                section.file("truststore", directory).orElse(null),
                section.secret("truststorePassword", fallback.truststorePassword()),
                section.duration("flushInterval", "10ms", "1h", fallback.flushInterval()),
                section.integer("maxActionsPerBulk", 1, 100_000, fallback.maxActionsPerBulk()),
                section.integer("maxConcurrentBulk", 1, 64, fallback.maxConcurrentBulk()),
                section.flag("sniff", fallback.sniff()),
                section.duration("retention", "1h", "36500d", fallback.retention()),
                section.size("spoolLimit", "1MB", "1024TB", fallback.spoolLimit()),
                section.read("replicas", ValueType.integer(0, 10).orEmpty(), Optional.empty())
                        .orElse(null),
                section.size("heap", "128MB", "31GB", fallback.heap()),
                section.addresses(fallback.addresses().get(0)));
    }
}
