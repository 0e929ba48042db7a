package io.weir.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an Elasticsearch as anybody may, without Weir. */
final class ElasticsearchCaller {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient client;
    private final String authorization;

    /**
     * @param url scheme, host and port
     * @param client as the server wants it, with its certificate where it has one
     * @param authorization the header's value; empty for none
     */
    ElasticsearchCaller(String url, HttpClient.Builder client, String authorization) {
        this.url = url;
        this.client = client.version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.authorization = authorization;
    }

    /** What it answers; fails on any other status than 200. */
    JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
