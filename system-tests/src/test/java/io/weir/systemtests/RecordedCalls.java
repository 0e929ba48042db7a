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
import java.util.ArrayList;
import java.util.List;

/** What an analytics server has of calls, asked without Weir. */
final class RecordedCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 5000;

    private final int port;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    RecordedCalls(int port) {
        this.port = port;
    }

    /** Whether the server answers and all its indices can be written to. */
    boolean isUp() throws InterruptedException {
        try {
            return !ask("GET", "/_cluster/health", "").path("status").asText().equals("red");
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** Has new calls go to a new index. */
    void rollOver() throws IOException, InterruptedException {
        ask("POST", "/weir-transactions/_rollover", "");
    }

    /** How many indices calls are in. */
    int indices() throws IOException, InterruptedException {
        return ask("GET", "/_alias/weir-transactions", "").size();
    }

    /** All calls of a node, in the order of run and number. */
    List<JsonNode> of(String node) throws IOException, InterruptedException {
        ask("POST", "/weir-transactions/_refresh", "");
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode hits = ask("POST", "/weir-transactions/_search", """
                    {"size":%d,"query":{"term":{"node":"%s"}},"sort":["run","seq"]%s}
                    """.formatted(PAGE, node, after))
                    .path("hits")
                    .path("hits");
            hits.forEach(hit -> all.add(hit.path("_source")));
            if (hits.size() < PAGE) {
                return all;
            }
            after = ",\"search_after\":" + hits.get(hits.size() - 1).path("sort");
        }
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
