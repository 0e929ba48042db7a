package io.weir.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** What an analytics server has of calls, asked without Weir. */
final class RecordedCalls {
    private static final int PAGE = 5000;

    private final ElasticsearchCaller server;

    RecordedCalls(int port) {
        this(new ElasticsearchCaller("http://127.0.0.1:" + port, HttpClient.newBuilder(), ""));
    }

    RecordedCalls(ElasticsearchCaller server) {
        this.server = server;
    }

    /** Whether the server answers and all its indices can be written to. */
    boolean isUp() throws InterruptedException {
        try {
            return !server.ask("GET", "/_cluster/health", "")
                    .path("status")
                    .asText()
                    .equals("red");
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** Has new calls go to a new index. */
    void rollOver() throws IOException, InterruptedException {
        server.ask("POST", "/weir-transactions/_rollover", "");
    }

    /** How many indices calls are in. */
    int indices() throws IOException, InterruptedException {
        return server.ask("GET", "/_alias/weir-transactions", "").size();
    }

    /** All calls of a node, in the order of run and number. */
    List<JsonNode> of(String node) throws IOException, InterruptedException {
        server.ask("POST", "/weir-transactions/_refresh", "");
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode hits = server.ask("POST", "/weir-transactions/_search", """
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
}
