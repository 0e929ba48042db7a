package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.settings.AnalyticsObstacle;
import io.weir.analytics.settings.AnalyticsObstacleException;
import io.weir.analytics.settings.AnalyticsProbe;
import io.weir.config.NodeConfig;
import io.weir.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tries an Elasticsearch step by step, as a node will use it, without writing anything. Any thread. */
public final class ElasticProbe implements AnalyticsProbe {
    private static final int OLDEST_MAJOR = 8;
    private static final int ROUND_TRIPS = 5;
    private static final ElasticRequest SELF =
            ElasticRequest.get("/_nodes/_local/http").filtered("cluster_name,nodes.*.version");

    private final Ticker ticker;

    public ElasticProbe(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Server probe(NodeConfig.Analytics analytics) throws AnalyticsObstacleException, InterruptedException {
        try (ElasticClient client = ElasticClient.open(analytics)) {
            JsonNode self = answer(client, SELF).json();
            String name = self.path("cluster_name").asText("");
            String version = firstVersion(self);
            requireFit(name, version, analytics);
            JsonNode health = answer(
                            client,
                            ElasticRequest.get("/_cluster/health")
                                    .with("master_timeout", "3s")
                                    .filtered("status,number_of_nodes"))
                    .json();
            requireRights(client, analytics);
            return new Server(
                    version,
                    name,
                    health.path("number_of_nodes").asInt(),
                    health.path("status").asText(""),
                    client.send(ElasticRequest.get("/_ilm/status")).isSuccess(),
                    latency(client));
        } catch (AnalyticsUnavailableException e) {
            throw obstacle(e, analytics);
        } catch (IOException e) {
            throw new AnalyticsObstacleException(AnalyticsObstacle.TLS, String.valueOf(e.getMessage()));
        }
    }

    private static AnalyticsObstacleException obstacle(
            AnalyticsUnavailableException e, NodeConfig.Analytics analytics) {
        AnalyticsObstacle obstacle =
                e.getCause() == null ? AnalyticsObstacle.UNAVAILABLE : ElasticFailures.obstacle(e.getCause());
        boolean wantsTls = obstacle == AnalyticsObstacle.UNAVAILABLE
                && !analytics.tls()
                && analytics.addresses().stream().anyMatch(TlsGreeting::isAnswered);
        return wantsTls
                ? new AnalyticsObstacleException(
                        AnalyticsObstacle.TLS,
                        "analytics.tls: false (expected: true, since the server hangs up on clear text and answers TLS)")
                : new AnalyticsObstacleException(obstacle, String.valueOf(e.getMessage()));
    }

    private static String firstVersion(JsonNode self) {
        for (JsonNode node : self.path("nodes")) {
            return node.path("version").asText("");
        }
        return "";
    }

    private static ElasticAnswer answer(ElasticClient client, ElasticRequest request)
            throws AnalyticsUnavailableException, AnalyticsObstacleException, InterruptedException {
        ElasticAnswer answer = client.send(request);
        if (answer.isSuccess()) {
            return answer;
        }
        String message = String.valueOf(ElasticCluster.refused(request, answer).getMessage());
        throw new AnalyticsObstacleException(
                switch (answer.status()) {
                    case 401 -> AnalyticsObstacle.WRONG_PASSWORD;
                    case 403 -> AnalyticsObstacle.NO_PERMISSION;
                    case 408, 429, 500, 502, 503, 504 -> AnalyticsObstacle.UNAVAILABLE;
                    default -> AnalyticsObstacle.NOT_ELASTICSEARCH;
                },
                message);
    }

    private static void requireFit(String name, String version, NodeConfig.Analytics analytics)
            throws AnalyticsObstacleException {
        if (name.isEmpty() || version.isEmpty()) {
            throw new AnalyticsObstacleException(
                    AnalyticsObstacle.NOT_ELASTICSEARCH,
                    "what answers is no Elasticsearch (expected: one, of version 8 or 9)");
        }
        if (!version.matches("\\d{1,4}\\..*")
                || Integer.parseInt(version.substring(0, version.indexOf('.'))) < OLDEST_MAJOR) {
            throw new AnalyticsObstacleException(
                    AnalyticsObstacle.TOO_OLD, "Elasticsearch " + version + " (expected: version 8 or later)");
        }
        if (!name.equals(analytics.clusterName())) {
            throw new AnalyticsObstacleException(
                    AnalyticsObstacle.CLUSTER_NAME,
                    "analytics.clusterName: the server's cluster is called \"" + name + "\" (expected: \""
                            + analytics.clusterName() + "\")");
        }
    }

    /** Asks where the server knows users; one without them allows everything. */
    private static void requireRights(ElasticClient client, NodeConfig.Analytics analytics)
            throws AnalyticsUnavailableException, AnalyticsObstacleException, InterruptedException {
        if (analytics.username().isEmpty() && analytics.apiKey().isEmpty()) {
            return;
        }
        ObjectNode body = ElasticAnswer.MAPPER.createObjectNode();
        body.putArray("cluster").add("monitor").add("manage_index_templates");
        ObjectNode index = body.putArray("index").addObject();
        index.putArray("names").add(IndexNames.ALL);
        index.putArray("privileges").add("read").add("create_doc").add("manage");
        ElasticAnswer answer = client.send(ElasticRequest.post("/_security/user/_has_privileges", body));
        if (!answer.isSuccess() || answer.json().path("has_all_requested").asBoolean(true)) {
            return;
        }
        List<String> missing = new ArrayList<>();
        collect(answer.json().path("cluster"), missing);
        collect(answer.json().path("index").path(IndexNames.ALL), missing);
        throw new AnalyticsObstacleException(
                AnalyticsObstacle.NO_PERMISSION,
                "the user lacks rights: " + String.join(", ", missing)
                        + " (expected: those named in docs/analytics-server.md)");
    }

    private static void collect(JsonNode rights, List<String> missing) {
        rights.properties().stream()
                .filter(right -> !right.getValue().asBoolean())
                .forEach(right -> missing.add(right.getKey()));
    }

    private Duration latency(ElasticClient client) throws AnalyticsUnavailableException, InterruptedException {
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = 0; i < ROUND_TRIPS; i++) {
            long sent = ticker.nanos();
            client.send(SELF);
            nanos[i] = ticker.nanos() - sent;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[ROUND_TRIPS / 2]);
    }
}
