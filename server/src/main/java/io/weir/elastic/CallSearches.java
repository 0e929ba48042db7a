package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.CallSearch;
import java.util.ArrayList;
import java.util.List;

/** Finds single calls among the transactions, page by page. Any thread. */
final class CallSearches {
    private static final int MAX_TOTAL = 10_000;

    private final ElasticCluster cluster;

    CallSearches(ElasticCluster cluster) {
        this.cluster = cluster;
    }

    Answers.Calls find(CallSearch search) throws AnalyticsUnavailableException, InterruptedException {
        // One more tells whether there is another page.
        ObjectNode body = Searches.body(search.limit() + 1).put("track_total_hits", MAX_TOTAL);
        ArrayNode conditions = body.putObject("query").putObject("bool").putArray("filter");
        Searches.add(search.filter(), conditions);
        search.texts().forEach((field, value) -> Searches.term(conditions, field, value));
        if (search.minStatus() > 0 || search.maxStatus() < 999) {
            conditions
                    .addObject()
                    .putObject("range")
                    .putObject("status")
                    .put("gte", search.minStatus())
                    .put("lte", search.maxStatus());
        }
        if (!search.pathPrefix().isEmpty()) {
            conditions.addObject().putObject("prefix").put("path", search.pathPrefix());
        }
        ArrayNode sort = body.putArray("sort");
        // The same order on every page, also among calls of one millisecond.
        sort.addObject().put("@timestamp", "desc");
        sort.addObject().put("run", "desc");
        sort.addObject().put("seq", "desc");
        JsonNode after = Searches.place(search.after());
        if (after != null) {
            body.set("search_after", after);
        }
        JsonNode answer = Searches.ask(cluster, Family.TRANSACTIONS, body);
        return answer(answer, search.limit());
    }

    private static Answers.Calls answer(JsonNode answer, int limit) {
        JsonNode hits = answer.path("hits").path("hits");
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode hit : hits) {
            documents.add(hit.path("_source"));
        }
        boolean isMore = documents.size() > limit;
        return new Answers.Calls(
                Searches.isComplete(answer),
                answer.path("hits").path("total").path("value").asLong(),
                isMore ? documents.subList(0, limit) : documents,
                isMore ? Searches.token(hits.get(limit - 1).path("sort")) : null);
    }
}
