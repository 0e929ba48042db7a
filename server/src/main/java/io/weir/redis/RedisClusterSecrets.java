package io.weir.redis;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterSecrets;
import io.weir.config.Secret;
import java.time.Duration;
import java.util.List;

/**
 * The cluster's secrets in Redis, in clear text, because web servers send them so; those of a cluster of another name are neither read nor
 * changed. Any thread.
 */
public final class RedisClusterSecrets implements ClusterSecrets {
    private static final RedisScript SCRIPT = RedisScript.load("ajp-secret.lua");

    private final RedisOperations operations;
    private final String clusterName;

    /** @param clusterName of the cluster that this node belongs to */
    public RedisClusterSecrets(RedisConnections connections, String clusterName) {
        this.operations = new RedisOperations(connections);
        this.clusterName = clusterName;
    }

    @Override
    public AjpSecrets claim(Secret proposed) throws StoreUnavailableException {
        return run("claim", proposed, Duration.ZERO);
    }

    @Override
    public AjpSecrets change(Secret next, Duration grace) throws StoreUnavailableException {
        return run("change", next, grace);
    }

    private AjpSecrets run(String how, Secret secret, Duration grace) throws StoreUnavailableException {
        List<String> keys = List.of(RedisKeys.CLUSTER_NAME, RedisKeys.AJP_SECRET);
        List<String> arguments = List.of(clusterName, how, secret.reveal(), Long.toString(grace.toMillis()));
        List<?> answer = (List<?>) operations.run(client -> SCRIPT.run(client, keys, arguments));
        String owner = (String) answer.get(0);
        if (!owner.equals(clusterName)) {
            throw new StoreUnavailableException(
                    "the data store belongs to cluster " + owner + " (expected: " + clusterName + ")");
        }
        return new AjpSecrets(
                Secret.of((String) answer.get(1)),
                Secret.of((String) answer.get(2)),
                Duration.ofMillis(Long.parseLong((String) answer.get(3))));
    }

    @Override
    public void close() {
        operations.close();
    }
}
