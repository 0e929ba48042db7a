package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.query.Dimension;
import io.weir.analytics.query.Filter;
import io.weir.analytics.query.Interval;
import io.weir.analytics.query.Scope;
import io.weir.analytics.query.TimeRange;
import io.weir.catalog.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    private final FakeQueries queries = new FakeQueries();

    @BeforeEach
    void switchOn() {
        admin.analytics().queries = queries;
    }

    @AfterEach
    void switchOff() {
        admin.analytics().queries = null;
    }

    private static Answered getAs(String token, String path) throws Exception {
        return admin.send(admin.request(path).GET(), token);
    }

    private Filter last() {
        return queries.filters.get(queries.filters.size() - 1);
    }

    @Test
    void asksAboutTheLastHourUnlessToldOtherwise() throws Exception {
        admin.get("/analytics/summary");
        assertThat(last().range().length()).isEqualTo(Duration.ofHours(1));
        assertThat(last().equal()).isEmpty();
        assertThat(last().scope()).isEqualTo(Scope.ALL);

        admin.get("/analytics/summary?from=2026-11-29T10:00:00Z&to=2026-11-29T12:00:00Z&api=pets&status=503");
        assertThat(last().range())
                .isEqualTo(new TimeRange(Instant.parse("2026-11-29T10:00:00Z"), Instant.parse("2026-11-29T12:00:00Z")));
        assertThat(last().equal()).isEqualTo(Map.of(Dimension.API, "pets", Dimension.STATUS, "503"));
    }

    @Test
    void showsTotalsAndThoseOfTheTimeBefore() throws Exception {
        JsonNode json = admin.get("/analytics/summary?compare=previous").json();

        assertThat(json.path("complete").booleanValue()).isFalse();
        assertThat(json.path("total").toString())
                .isEqualTo("{\"requests\":7,\"errors\":1,\"violations\":2,\"requestBytes\":70,\"responseBytes\":700,"
                        + "\"latencyMicros\":{\"mean\":5,\"p50\":4,\"p95\":9,\"p99\":10,\"max\":11}}");
        assertThat(json.path("previous").path("total").path("requests").asInt()).isEqualTo(7);
        assertThat(json.path("previous").path("to")).isEqualTo(json.path("from"));
    }

    @Test
    void picksAnIntervalThatCanBeRead() throws Exception {
        JsonNode json = admin.get("/analytics/series?from=now-7d&metric=errors").json();

        assertThat(queries.interval).isEqualTo(Interval.HOUR);
        assertThat(json.path("interval").asText()).isEqualTo("1h");
        assertThat(json.path("series")
                        .path(0)
                        .path("points")
                        .path(0)
                        .path("errors")
                        .asInt())
                .isEqualTo(1);

        assertThat(admin.get("/analytics/series?from=now-7d&by=api").status()).isEqualTo(200);
        assertThat(queries.interval).isEqualTo(Interval.SIX_HOURS);
    }

    @Test
    void refusesMorePointsThanItGives() throws Exception {
        Answered answered = admin.get("/analytics/series?from=now-7d&interval=1m");

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.json().path("detail").asText())
                .startsWith("query.interval: 1m, which gives 10081 points")
                .contains("expected: at most 1500");
    }

    @ParameterizedTest
    @CsvSource({
        "summary?from=yesterday, query.from",
        "summary?from=now&to=now-1h, query.from",
        "summary?nonsense=1, query.nonsense",
        "series?metric=joy, query.metric",
        "series?by=joy, query.by",
        "top?limit=101, query.limit",
        "events?limit=1001, query.limit",
        "events?clientIp=joy, query.clientIp",
        "events?after=broken, query.after",
        "events?minStatus=1000, query.minStatus"
    })
    void namesWhatIsWrongWithAQuestion(String question, String path) throws Exception {
        Answered answered = admin.get("/analytics/" + question);

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.errorPaths()).containsExactly(path);
        assertThat(answered.text())
                .containsAnyOf("expected", "unknown parameter")
                .doesNotContain("Exception");
    }

    @Test
    void findsSingleCalls() throws Exception {
        JsonNode json = admin.get(
                        "/analytics/events?requestId=q1&error=rate-limited&minStatus=400&path=/a&limitOutcome=limited"
                                + "&clientIp=10.0.0.0/8&after=somewhere&limit=3")
                .json();

        assertThat(json.toString())
                .isEqualTo(
                        "{\"complete\":true,\"total\":1,\"items\":[{\"requestId\":\"q1\",\"target\":\"10.0.0.1:80\"}],"
                                + "\"next\":\"more\"}");
        assertThat(queries.searches.get(0).texts())
                .isEqualTo(Map.of(
                        "requestId", "q1", "error", "rate-limited", "limit", "limited", "clientIp", "10.0.0.0/8"));
        assertThat(queries.searches.get(0).minStatus()).isEqualTo(400);
        assertThat(queries.searches.get(0).maxStatus()).isEqualTo(999);
        assertThat(queries.searches.get(0).pathPrefix()).isEqualTo("/a");
        assertThat(queries.searches.get(0).limit()).isEqualTo(3);
    }

    @Test
    void reportsUsageAsATable() throws Exception {
        Answered csv = admin.get("/analytics/usage?format=csv");

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("X-Next")).isEqualTo("more");
        assertThat(csv.text()).endsWith("2026-11-29,'=shop,pets,,7,1,2,70,700\r\n");
        assertThat(admin.get("/analytics/usage")
                        .json()
                        .path("items")
                        .path(0)
                        .path("application")
                        .asText())
                .isEqualTo("=shop");
    }

    @Test
    void showsSubscribersTheirOwnApplicationsAlone() throws Exception {
        String subscriber = admin.tokenOf(Role.SUBSCRIBER);
        String id = admin.postAs(subscriber, "/applications", "{\"name\": \"mine\"}")
                .json()
                .path("id")
                .asText();
        admin.post("/applications", "{\"name\": \"others\"}");

        getAs(subscriber, "/analytics/summary");
        assertThat(last().scope()).isEqualTo(new Scope(null, List.of(id)));

        assertThat(getAs(subscriber, "/analytics/events").text()).doesNotContain("target");
        assertThat(getAs(subscriber, "/analytics/top?by=target").status()).isEqualTo(403);
    }

    @Test
    void showsPublishersTheirOrganizationAlone() throws Exception {
        getAs(admin.tokenOf(Role.PUBLISHER), "/analytics/summary");
        assertThat(last().scope()).isEqualTo(new Scope("default", null));

        getAs(admin.tokenOf(Role.VIEWER), "/analytics/summary");
        assertThat(last().scope()).isEqualTo(Scope.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "series", "top", "events", "usage"})
    void saysThatTheServerIsAwayAndThatAnalyticsAreOff(String operation) throws Exception {
        queries.failure = new AnalyticsUnavailableException("nothing listens");
        Answered away = admin.get("/analytics/" + operation);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEqualTo("analytics-unavailable");
        assertThat(away.header("Retry-After")).isEqualTo("5");

        admin.analytics().queries = null;
        Answered off = admin.get("/analytics/" + operation);
        assertThat(off.status()).isEqualTo(501);
        assertThat(off.code()).isEqualTo("analytics-off");
        assertThat(off.text()).contains("analytics.enabled");
    }
}
