package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums up usage by day, application, API and plan, page by page in this order. Any thread. */
final class UsageSearches {
    private static final String ROWS = "rows";
    private static final String DAY = "day";
    private static final List<String> FIELDS = List.of("application", "api", "plan");

    private final ElasticCluster cluster;

    UsageSearches(ElasticCluster cluster) {
        this.cluster = cluster;
    }

    Answers.Usage list(Filter filter, @Nullable String after)
            throws AnalyticsUnavailableException, InterruptedException {
        FigureSums sums = FigureSums.plain();
        ObjectNode body = Searches.metrics(filter.at(filter.range().wholeMinutes()));
        ObjectNode rows = body.putObject("aggs").putObject(ROWS);
        ObjectNode composite = rows.putObject("composite").put("size", AnalyticsQueries.MAX_ITEMS);
        sources(composite.putArray("sources"));
        JsonNode place = Searches.place(after);
        if (place != null) {
            composite.set("after", place);
        }
        sums.addTo(rows.putObject("aggs"));
        JsonNode answer = Searches.ask(cluster, Family.METRICS, body);
        JsonNode found = answer.path("aggregations").path(ROWS);
        List<Answers.UsageRow> listed = new ArrayList<>();
        for (JsonNode bucket : found.path("buckets")) {
            listed.add(row(bucket, sums));
        }
        boolean isMore = listed.size() == AnalyticsQueries.MAX_ITEMS && found.has("after_key");
        return new Answers.Usage(
                Searches.isComplete(answer), listed, isMore ? Searches.token(found.path("after_key")) : null);
    }

    private static void sources(ArrayNode sources) {
        sources.addObject()
                .putObject(DAY)
                .putObject("date_histogram")
                .put("field", Searches.TIME)
                .put("calendar_interval", "1d");
        for (String field : FIELDS) {
            sources.addObject()
                    .putObject(field)
                    .putObject("terms")
                    .put("field", field)
                    .put("missing_bucket", true);
        }
    }

    private static Answers.UsageRow row(JsonNode bucket, FigureSums sums) {
        JsonNode key = bucket.path("key");
        LocalDate day = Instant.ofEpochMilli(key.path(DAY).asLong())
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        return new Answers.UsageRow(
                day, text(key, "application"), text(key, "api"), text(key, "plan"), sums.read(bucket));
    }

    private static String text(JsonNode key, String field) {
        return key.path(field).isNull() ? "" : key.path(field).asText();
    }
}
