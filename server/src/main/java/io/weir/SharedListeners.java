package io.weir;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.SharedListener;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Ajp;
import io.weir.config.NodeConfig.Http;
import io.weir.config.NodeConfig.Https;
import io.weir.config.NodeConfig.Listeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of a node whose traffic listeners are where the cluster says. What the node's own command line and environment say wins.
 * While the store is away the node goes by what it took last. Blocks on the network; once, at start.
 */
final class SharedListeners {
    private static final Logger log = LoggerFactory.getLogger(SharedListeners.class);
    private static final ObjectMapper JSON = CatalogJson.mapper();

    private final Path kept;
    private final Set<String> overridden;

    /**
     * @param kept the file for what was taken last
     * @param overridden paths of settings that the node has of its own
     */
    SharedListeners(Path kept, Set<String> overridden) {
        this.kept = kept;
        this.overridden = overridden;
    }

    /**
     * The configuration with the cluster's listeners.
     *
     * @throws NodeStartException where it asks for what the node cannot do
     */
    NodeConfig over(NodeConfig config, ListenerSettings settings) throws NodeStartException {
        if (!config.cluster().sharedListeners()) {
            return config;
        }
        Map<String, SharedListener> shared = shared(settings);
        Listeners own = config.listeners();
        Listeners merged = new Listeners(
                http(own.http(), shared),
                https(own.https(), shared),
                ajp(own.ajp(), shared),
                own.admin(),
                own.portal());
        if (merged.https().enabled() && merged.https().keystore() == null) {
            throw new NodeStartException(
                    "listeners.https.keystore: empty (expected: a keystore, because the cluster's shared"
                            + " listeners enable https; or listeners.https.enabled=false by --set)");
        }
        return new NodeConfig(
                config.node(),
                config.traffic(),
                config.quiesce(),
                config.cluster(),
                merged,
                config.datastore(),
                config.analytics());
    }

    private Http http(Http own, Map<String, SharedListener> shared) {
        SharedListener from = of("http", new SharedListener(own.enabled(), own.host(), own.port()), shared);
        return new Http(from.enabled(), from.host(), from.port());
    }

    private Https https(Https own, Map<String, SharedListener> shared) {
        SharedListener from = of("https", new SharedListener(own.enabled(), own.host(), own.port()), shared);
        return new Https(
                from.enabled(),
                from.host(),
                from.port(),
                own.keystore(),
                own.keystorePassword(),
                own.clientAuth(),
                own.truststore(),
                own.truststorePassword());
    }

    private Ajp ajp(Ajp own, Map<String, SharedListener> shared) {
        SharedListener from = of("ajp", new SharedListener(own.enabled(), own.host(), own.port()), shared);
        return new Ajp(from.enabled(), from.host(), from.port(), own.secret(), own.packetSize());
    }

    private SharedListener of(String name, SharedListener own, Map<String, SharedListener> shared) {
        SharedListener from = shared.getOrDefault(name, own);
        return new SharedListener(
                isOwn(name, "enabled") ? own.enabled() : from.enabled(),
                isOwn(name, "host") ? own.host() : from.host(),
                isOwn(name, "port") ? own.port() : from.port());
    }

    private boolean isOwn(String name, String attribute) {
        return overridden.contains("listeners." + name + "." + attribute);
    }

    private Map<String, SharedListener> shared(ListenerSettings settings) {
        try {
            SortedMap<String, SharedListener> read = settings.read();
            keep(read);
            log.info("shared listeners: {}", read);
            return read;
        } catch (StoreUnavailableException e) {
            SortedMap<String, SharedListener> last = last();
            log.warn(
                    "the cluster cannot be asked for its shared listeners; those taken last are used, {}: {}",
                    last,
                    e.getMessage());
            return last;
        }
    }

    private void keep(SortedMap<String, SharedListener> listeners) {
        Path part = kept.resolveSibling(kept.getFileName() + ".part");
        try {
            JSON.writeValue(part.toFile(), listeners);
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", kept, e.toString());
        }
    }

    private SortedMap<String, SharedListener> last() {
        try {
            return Files.exists(kept)
                    ? JSON.readValue(kept.toFile(), new TypeReference<TreeMap<String, SharedListener>>() {})
                    : new TreeMap<>();
        } catch (IOException e) {
            log.warn("{} cannot be read: {}", kept, e.toString());
            return new TreeMap<>();
        }
    }
}
