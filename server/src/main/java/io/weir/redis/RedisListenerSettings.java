package io.weir.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.SharedListener;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractTransaction;

/** The shared listeners in Redis: a hash, a JSON object for each. Any thread. */
public final class RedisListenerSettings implements ListenerSettings {
    private static final Logger log = LoggerFactory.getLogger(RedisListenerSettings.class);

    private final RedisOperations operations;

    public RedisListenerSettings(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public SortedMap<String, SharedListener> read() throws StoreUnavailableException {
        Map<String, String> there = operations.run(client -> client.hgetAll(RedisKeys.LISTENERS));
        SortedMap<String, SharedListener> listeners = new TreeMap<>();
        for (Map.Entry<String, String> listener : there.entrySet()) {
            try {
                listeners.put(
                        listener.getKey(), CatalogJson.mapper().readValue(listener.getValue(), SharedListener.class));
            } catch (JsonProcessingException e) {
                log.warn("the shared listener {} cannot be read and is left out", listener.getKey());
            }
        }
        return listeners;
    }

    @Override
    public void write(SortedMap<String, SharedListener> listeners) throws StoreUnavailableException {
        operations.run(client -> {
            try (AbstractTransaction transaction = client.multi()) {
                transaction.del(RedisKeys.LISTENERS);
                listeners.forEach((name, listener) ->
                        transaction.hset(RedisKeys.LISTENERS, name, CatalogJson.writeAny(listener)));
                return transaction.exec();
            }
        });
    }

    @Override
    public void close() {
        operations.close();
    }
}
