package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.config.NodeConfig;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the settings mean: nothing is asked of a cluster of another name. Its name is looked at before the first request and
 * again after each failure. Blocks; any thread, several at once.
 */
final class ElasticCluster implements AutoCloseable {
    private final NodeConfig.Analytics settings;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable ElasticClient client;
    private volatile boolean isVerified;

    ElasticCluster(NodeConfig.Analytics settings) {
        this.settings = settings;
    }

    NodeConfig.Analytics settings() {
        return settings;
    }

    /**
     * Asks, and gives whatever is answered.
     *
     * @throws AnalyticsUnavailableException where nobody answers in time, or the cluster is another one
     */
    ElasticAnswer send(ElasticRequest request) throws AnalyticsUnavailableException, InterruptedException {
        ElasticClient used = client();
        try {
            if (!isVerified) {
                verify(used);
            }
            return used.send(request);
        } catch (AnalyticsUnavailableException e) {
            isVerified = false;
            throw e;
        }
    }

    /**
     * Asks, and gives the answer where it was a good one.
     *
     * @throws AnalyticsUnavailableException also where the server says no
     */
    JsonNode ask(ElasticRequest request) throws AnalyticsUnavailableException, InterruptedException {
        ElasticAnswer answer = send(request);
        if (!answer.isSuccess()) {
            throw refused(request, answer);
        }
        return answer.json();
    }

    static AnalyticsUnavailableException refused(ElasticRequest request, ElasticAnswer answer) {
        String advice = switch (answer.status()) {
            case 401 -> " (expected: analytics.username and analytics.password, or analytics.apiKey, that it knows)";
            case 403 -> " (expected: a user with the rights named in docs/analytics-server.md)";
            default -> "";
        };
        return new AnalyticsUnavailableException(
                "the analytics server answers " + request + " with " + answer.reason() + advice);
    }

    private void verify(ElasticClient used) throws AnalyticsUnavailableException, InterruptedException {
        ElasticRequest request = ElasticRequest.get("/_nodes/_local/http").filtered("cluster_name,nodes.*.version");
        ElasticAnswer answer = used.send(request);
        if (!answer.isSuccess()) {
            throw refused(request, answer);
        }
        String name = answer.json().path("cluster_name").asText("");
        if (!name.equals(settings.clusterName())) {
            throw new AnalyticsUnavailableException("analytics.clusterName: the server's cluster is called \"" + name
                    + "\" (expected: \"" + settings.clusterName() + "\")");
        }
        isVerified = true;
    }

    private ElasticClient client() throws AnalyticsUnavailableException {
        opening.lock();
        try {
            ElasticClient open = client;
            if (open == null) {
                open = ElasticClient.open(settings);
                client = open;
            }
            return open;
        } catch (IOException e) {
            throw new AnalyticsUnavailableException(String.valueOf(e.getMessage()), e);
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (client != null) {
                client.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
