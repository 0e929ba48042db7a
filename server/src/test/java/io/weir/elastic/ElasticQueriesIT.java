package io.weir.elastic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.Document;
import io.weir.analytics.Family;
import io.weir.analytics.query.Answers;
import io.weir.analytics.query.CallSearch;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Figures;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Metric;
import io.weir.analytics.query.Scope;
import io.weir.analytics.query.TimeRange;
import io.weir.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ElasticQueriesIT {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final TimeRange HOUR = new TimeRange(NOON, NOON.plus(Duration.ofHours(1)));

    @RegisterExtension
    static final EmbeddedElasticsearchExtension elastic = new EmbeddedElasticsearchExtension();

    private static ElasticServer server;

    /** Ten minutes of the shop's and the lab's calls, and as many an hour before. */
    @BeforeAll
    static void load() throws Exception {
        elastic.clear();
        server = new ElasticServer(elastic.settings(), Ticker.system());
        List<Document> documents = new ArrayList<>();
        String minutes = server.records().writeIndex(Family.METRICS);
        String calls = server.records().writeIndex(Family.TRANSACTIONS);
        for (int minute = 0; minute < 10; minute++) {
            Instant at = NOON.plus(Duration.ofMinutes(minute));
            documents.add(minute(minutes, at, "pets", "shop", "default", 10, 40));
            documents.add(minute(minutes, at, "maps", "lab", "acme", 5, 60));
            documents.add(minute(minutes, at.minus(Duration.ofHours(1)), "pets", "shop", "default", 1, 40));
            for (int i = 0; i < 3; i++) {
                documents.add(call(calls, at.plusSeconds(i), minute * 3 + i));
            }
        }
        assertThat(server.records().bulk(documents).answers())
                .containsOnly(io.weir.analytics.BulkResult.Answer.ACKNOWLEDGED);
        try (ElasticCluster cluster = new ElasticCluster(elastic.settings())) {
            cluster.ask(ElasticRequest.post("/weir-*/_refresh"));
        }
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** @param bucket of all latencies */
    private static Document minute(
            String index, Instant at, String api, String application, String organization, int count, int bucket) {
        ObjectNode source = ElasticAnswer.MAPPER.createObjectNode();
        source.put("@timestamp", at.toString())
                .put("api", api)
                .put("application", application)
                .put("organization", organization)
                .put("node", "n-1")
                .put("status", api.equals("pets") ? 200 : 503)
                .put("statusClass", api.equals("pets") ? "2xx" : "5xx")
                .put("count", count)
                .put("errors", api.equals("pets") ? 0 : count)
                .put("violations", 0)
                .put("requestBytes", count * 10)
                .put("responseBytes", count * 100)
                .put("durationMicrosSum", count * 1000)
                .put("maxMicros", 100_000_000)
                .putObject("latency")
                .put(Integer.toString(bucket), count);
        return document(index, "m-" + api + "-" + at.toEpochMilli(), source);
    }

    private static Document call(String index, Instant at, int seq) {
        ObjectNode source = ElasticAnswer.MAPPER.createObjectNode();
        source.put("@timestamp", at.toString())
                .put("run", "r1")
                .put("seq", seq)
                .put("requestId", "q" + seq)
                .put("api", "pets")
                .put("application", seq % 2 == 0 ? "shop" : "lab")
                .put("organization", "default")
                .put("method", "GET")
                .put("path", seq % 2 == 0 ? "/petstore/pets/" + seq : "/other")
                .put("status", seq == 7 ? 429 : 200)
                .put("clientIp", "10.0.0." + seq);
        return document(index, "c-" + seq, source);
    }

    private static Document document(String index, String id, JsonNode source) {
        return new Document(id, index, source.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Filter all() {
        return new Filter(HOUR, Map.of(), Scope.ALL);
    }

    @Test
    void sumsUpATimeAndTheOneBefore() throws Exception {
        Answers.Summary summary = server.queries().summary(all(), true);

        assertThat(summary.isComplete()).isTrue();
        Figures total = summary.total();
        assertThat(total.requests()).isEqualTo(150);
        assertThat(total.errors()).isEqualTo(50);
        assertThat(total.requestBytes()).isEqualTo(1500);
        assertThat(total.responseBytes()).isEqualTo(15_000);
        assertThat(requireNonNull(total.latency()).mean()).isEqualTo(1000);
        // 100 calls in bucket 40 (102.4 ms to 121.8 ms), 50 in bucket 60 (3.28 s to 3.9 s).
        assertThat(requireNonNull(total.latency()).p50()).isBetween(102_400L, 121_800L);
        assertThat(requireNonNull(total.latency()).p95()).isBetween(3_276_800L, 3_900_000L);
        assertThat(requireNonNull(summary.previous()).requests()).isEqualTo(10);
    }

    @Test
    void drawsACourseWithEveryPoint() throws Exception {
        Answers.Course course = server.queries().series(all(), Metric.REQUESTS, Interval.FIVE_MINUTES, null);

        assertThat(course.series()).hasSize(1);
        List<Answers.Point> points = course.series().get(0).points();
        assertThat(points).hasSize(12);
        assertThat(points.get(0).time()).isEqualTo(NOON);
        assertThat(points)
                .extracting(point -> point.figures().requests())
                .startsWith(75L, 75L, 0L)
                .endsWith(0L);
    }

    @Test
    void remembersWhatAnIndexThatIsWhollyWithinTheTimeAnswered() throws Exception {
        TimeRange day = new TimeRange(NOON.minus(Duration.ofHours(20)), NOON.plus(Duration.ofHours(4)));
        TimeRange later = new TimeRange(day.from().plusSeconds(60), day.to().plusSeconds(60));
        Scope scope = new Scope("default", List.of("shop", "lab"));
        askAll(new Filter(day, Map.of(Dimension.API, "pets"), scope));
        long before = remembered();

        int asked = askAll(new Filter(later, Map.of(Dimension.API, "pets"), scope));

        assertThat(remembered() - before).isEqualTo(asked);
    }

    private static int askAll(Filter filter) throws Exception {
        server.queries().summary(filter, true);
        server.queries().series(filter, Metric.LATENCY, Interval.HOUR, null);
        server.queries().series(filter, Metric.REQUESTS, Interval.HOUR, Dimension.API);
        server.queries().top(filter, Metric.LATENCY, Dimension.API, 10);
        server.queries().usage(filter, null);
        return 5;
    }

    private static long remembered() throws Exception {
        try (ElasticCluster cluster = new ElasticCluster(elastic.settings())) {
            return cluster.ask(ElasticRequest.get("/weir-metrics/_stats/request_cache"))
                    .path("_all")
                    .path("total")
                    .path("request_cache")
                    .path("hit_count")
                    .asLong();
        }
    }

    @Test
    void drawsACourseWhereNothingWas() throws Exception {
        Filter stranger = new Filter(HOUR, Map.of(), new Scope("nobody", null));

        Answers.Course course = server.queries().series(stranger, Metric.LATENCY, Interval.QUARTER, null);

        assertThat(course.series()).hasSize(1);
        assertThat(course.series().get(0).points())
                .hasSize(4)
                .allSatisfy(point -> assertThat(point.figures().requests()).isZero());
    }

    @Test
    void drawsOneCourseForEachValueTheGreatestFirst() throws Exception {
        Answers.Course course = server.queries().series(all(), Metric.LATENCY, Interval.HOUR, Dimension.APPLICATION);

        assertThat(course.series()).extracting(Answers.Series::key).containsExactly("shop", "lab");
        assertThat(requireNonNull(
                                course.series().get(1).points().get(0).figures().latency())
                        .p50())
                .isGreaterThan(3_000_000);
    }

    @Test
    void listsTheGreatest() throws Exception {
        Answers.Top byRequests = server.queries().top(all(), Metric.REQUESTS, Dimension.API, 1);
        Answers.Top byErrors = server.queries().top(all(), Metric.ERRORS, Dimension.STATUS, 10);
        Answers.Top byLatency = server.queries().top(all(), Metric.LATENCY, Dimension.API, 10);

        assertThat(byRequests.entries()).extracting(Answers.Entry::key).containsExactly("pets");
        assertThat(byRequests.total().requests()).isEqualTo(150);
        assertThat(byErrors.entries()).extracting(Answers.Entry::key).containsExactly("503", "200");
        assertThat(byLatency.entries()).extracting(Answers.Entry::key).containsExactly("maps", "pets");
    }

    @Test
    void seesNoMoreThanTheAskerMay() throws Exception {
        Filter publisher = new Filter(HOUR, Map.of(), new Scope("acme", null));
        Filter subscriber = new Filter(HOUR, Map.of(), new Scope(null, List.of("shop")));
        Filter stranger = new Filter(HOUR, Map.of(), new Scope(null, List.of()));

        assertThat(server.queries().summary(publisher, false).total().requests())
                .isEqualTo(50);
        assertThat(server.queries().summary(subscriber, false).total().requests())
                .isEqualTo(100);
        assertThat(server.queries().summary(stranger, false).total().requests()).isZero();
        assertThat(server.queries()
                        .calls(new CallSearch(stranger, Map.of(), 0, 999, "", 10, null))
                        .total())
                .isZero();
    }

    @Test
    void filtersByDimensions() throws Exception {
        Filter errors = new Filter(HOUR, Map.of(Dimension.STATUS_CLASS, "5xx", Dimension.NODE, "n-1"), Scope.ALL);

        assertThat(server.queries().summary(errors, false).total().requests()).isEqualTo(50);
    }

    @Test
    void goesThroughCallsPageByPageWithoutOmission() throws Exception {
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Answers.Calls page = server.queries().calls(new CallSearch(all(), Map.of(), 0, 999, "", 7, after));
            assertThat(page.total()).isEqualTo(30);
            page.documents().forEach(call -> seen.add(call.path("requestId").asText()));
            after = page.next();
        } while (after != null);

        assertThat(seen)
                .hasSize(30)
                .doesNotHaveDuplicates()
                .startsWith("q29", "q28")
                .endsWith("q0");
    }

    @Test
    void findsSingleCalls() throws Exception {
        assertThat(found(Map.of("requestId", "q7"), 0, 999, "")).containsExactly("q7");
        assertThat(found(Map.of(), 400, 499, "")).containsExactly("q7");
        assertThat(found(Map.of("clientIp", "10.0.0.4/31"), 0, 999, "")).containsExactly("q5", "q4");
        assertThat(found(Map.of(), 0, 999, "/petstore/pets/2"))
                .containsExactly("q28", "q26", "q24", "q22", "q20", "q2");
    }

    private static List<String> found(Map<String, String> texts, int min, int max, String path) throws Exception {
        return server.queries().calls(new CallSearch(all(), texts, min, max, path, 100, null)).documents().stream()
                .map(call -> call.path("requestId").asText())
                .toList();
    }

    @Test
    void refusesAPageThatNobodyGaveOut() {
        assertThatThrownBy(() -> server.queries().calls(new CallSearch(all(), Map.of(), 0, 999, "", 7, "no page")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportsUsageByDay() throws Exception {
        Answers.Usage usage = server.queries()
                .usage(
                        new Filter(
                                new TimeRange(NOON.minus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(1))),
                                Map.of(),
                                Scope.ALL),
                        null);

        assertThat(usage.next()).isNull();
        assertThat(usage.rows())
                .extracting(
                        Answers.UsageRow::day,
                        Answers.UsageRow::application,
                        row -> row.figures().requests())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 11, 29), "shop", 110L),
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 11, 29), "lab", 50L));
    }
}
