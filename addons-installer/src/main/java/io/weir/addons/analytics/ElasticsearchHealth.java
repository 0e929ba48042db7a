package io.weir.addons.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * How an Elasticsearch server says that it does. Immutable.
 *
 * @param status of {@code /_cluster/health}: 200 where the cluster has a master
 * @param body what it answered
 */
record ElasticsearchHealth(int status, JsonNode body) {
    private static final int TIMEOUT_MILLIS = 1000;
    private static final JsonMapper JSON = new JsonMapper();

    /** Why nobody answers there; empty where somebody does, with or without a master. */
    static Optional<String> obstacle(String host, int port) {
        try {
            ask(host, port);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Asks for it; blocks for a second at most. */
    static ElasticsearchHealth ask(String host, int port) throws IOException {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        URI uri = URI.create("http://" + literal + ":" + port + "/_cluster/health?master_timeout=500ms&timeout=500ms");
        try (CloseableHttpClient http = client()) {
            return http.execute(ClassicRequestBuilder.get(uri).build(), response -> {
                String text = EntityUtils.toString(response.getEntity());
                return new ElasticsearchHealth(response.getCode(), JSON.readTree(text));
            });
        }
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    boolean hasMaster() {
        return status == 200;
    }

    /** Whether documents can be read and written: not while indices are still being recovered after a start. */
    boolean isOpen() {
        return hasMaster() && !body.path("status").asText().equals("red");
    }

    int servers() {
        return body.path("number_of_nodes").asInt();
    }

    @Override
    public String toString() {
        return hasMaster()
                ? "cluster " + body.path("cluster_name").asText() + " of " + servers() + ", "
                        + body.path("status").asText()
                : "no master";
    }
}
