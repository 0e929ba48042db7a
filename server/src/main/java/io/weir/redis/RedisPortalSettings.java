package io.weir.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.StoreUnavailableException;
import io.weir.session.PortalSettings;
import io.weir.session.PortalSettingsStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The portal's settings in Redis, as JSON. What cannot be read counts as closed. Any thread. */
public final class RedisPortalSettings implements PortalSettingsStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisPortalSettings.class);

    private final RedisOperations operations;

    public RedisPortalSettings(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public PortalSettings read() throws StoreUnavailableException {
        String there = operations.run(client -> client.get(RedisKeys.PORTAL));
        if (there == null) {
            return PortalSettings.DEFAULTS;
        }
        try {
            return CatalogJson.mapper().readValue(there, PortalSettings.class);
        } catch (JsonProcessingException e) {
            log.warn("the portal's settings cannot be read, so nobody can sign up: {}", e.getOriginalMessage());
            return PortalSettings.DEFAULTS;
        }
    }

    @Override
    public void write(PortalSettings settings) throws StoreUnavailableException {
        operations.run(client -> client.set(RedisKeys.PORTAL, CatalogJson.writeAny(settings)));
    }

    @Override
    public void close() {
        operations.close();
    }
}
