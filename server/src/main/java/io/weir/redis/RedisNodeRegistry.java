package io.weir.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterNameException;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/**
 * The register of nodes in Redis: leases end by Redis' own clock, so that no two nodes disagree about it. Has less patience than other
 * operations, because a lease is short. Any thread.
 */
public final class RedisNodeRegistry implements NodeRegistry {
    private static final Logger log = LoggerFactory.getLogger(RedisNodeRegistry.class);
    private static final RedisScript RENEW = RedisScript.load("node-renew.lua");
    private static final RedisScript LEAVE = RedisScript.load("node-leave.lua");
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = CatalogJson.mapper();

    private final RedisOperations operations;

    public RedisNodeRegistry(RedisConnections connections) {
        Duration timeout = connections.operationTimeout();
        operations = new RedisOperations(connections, timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT);
    }

    @Override
    public void claimName(String name) throws StoreUnavailableException, ClusterNameException {
        String kept = operations.run(client -> {
            client.set(RedisKeys.CLUSTER_NAME, name, SetParams.setParams().nx());
            return client.get(RedisKeys.CLUSTER_NAME);
        });
        if (!name.equals(kept)) {
            throw new ClusterNameException(name, String.valueOf(kept));
        }
    }

    @Override
    public SortedSet<String> renew(NodeInfo self, Duration lease) throws StoreUnavailableException {
        List<String> arguments = new ArrayList<>(List.of(self.id(), Long.toString(lease.toMillis())));
        ObjectNode fields = JSON.valueToTree(self);
        for (Map.Entry<String, ?> field : fields.properties()) {
            arguments.add(field.getKey());
            arguments.add(field.getValue().toString());
        }
        List<String> keys = List.of(RedisKeys.NODES, RedisKeys.node(self.id()));
        List<?> ids = (List<?>) operations.run(client -> RENEW.run(client, keys, arguments));
        SortedSet<String> sorted = new TreeSet<>();
        ids.forEach(id -> sorted.add((String) id));
        return sorted;
    }

    @Override
    public List<NodeInfo> nodes() throws StoreUnavailableException {
        return operations.run(RedisNodeRegistry::readAll).stream()
                .flatMap(fields -> read(fields).stream())
                .toList();
    }

    private static List<Map<String, String>> readAll(RedisClient client) {
        SortedSet<String> ids = new TreeSet<>(client.zrange(RedisKeys.NODES, 0, -1));
        List<Response<Map<String, String>>> answers = new ArrayList<>();
        try (AbstractPipeline pipeline = client.pipelined()) {
            ids.forEach(id -> answers.add(pipeline.hgetAll(RedisKeys.node(id))));
        }
        return answers.stream().map(Response::get).toList();
    }

    /** Empty where the node's lease has just ended, or it is of a version that says other things. */
    private static Optional<NodeInfo> read(Map<String, String> fields) {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        try {
            ObjectNode json = JSON.createObjectNode();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.set(field.getKey(), JSON.readTree(field.getValue()));
            }
            return Optional.of(JSON.treeToValue(json, NodeInfo.class));
        } catch (JsonProcessingException e) {
            log.warn("node {} cannot be read: {}", fields.get("id"), e.getOriginalMessage());
            return Optional.empty();
        }
    }

    @Override
    public void leave(String id) throws StoreUnavailableException {
        operations.run(client -> LEAVE.run(client, List.of(RedisKeys.NODES, RedisKeys.node(id)), List.of(id)));
    }

    @Override
    public void close() {
        operations.close();
    }
}
