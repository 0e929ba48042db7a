package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.AnalyticsDefinition;
import io.weir.catalog.AnalyticsDefinition.Mask;
import io.weir.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00.007Z");

    private final RecordWriter writer = new RecordWriter(
            "n-1", "c0ffee", () -> NOW, () -> 0, new Random(1), new AnalyticsMetrics(new SimpleMeterRegistry()));

    @Test
    void writesTheFieldsOfACall() {
        Entry entry = write(Records.record("r-1", Records.route(null), 200, null, "/shop/items/7", "curl/8.5"))
                .get(0);

        JsonNode document = InMemoryRecordStore.parse(entry.source());
        assertThat(entry.family()).isEqualTo(Family.TRANSACTIONS);
        assertThat(entry.id()).isEqualTo("c0ffee-z");
        assertThat(document.toString())
                .isEqualTo("{\"@timestamp\":\"2030-01-31T12:00:00.007Z\",\"requestId\":\"r-1\",\"node\":\"n-1\","
                        + "\"run\":\"c0ffee\",\"seq\":35,\"organization\":\"default\",\"api\":\"shop\",\"apiName\":\"Shop\","
                        + "\"version\":\"1\",\"resource\":\"/items/{id}\",\"consumer\":\"jo\",\"application\":\"web\","
                        + "\"method\":\"GET\",\"path\":\"/shop/items/7\",\"status\":200,\"requestBytes\":12,"
                        + "\"responseBytes\":345,\"durationMicros\":2500,\"gatewayMicros\":500,\"upstreamMicros\":2000,"
                        + "\"target\":\"127.0.0.1:8081\",\"attempts\":1,\"revision\":0,"
                        + "\"responseType\":\"application/json\",\"clientIp\":\"10.1.2.3\",\"protocol\":\"1.1\","
                        + "\"door\":\"http\",\"tls\":false,\"userAgent\":\"curl/8.5\"}");
    }

    @Test
    void leavesOutWhatTheApiHides() {
        Route route = Records.route(new AnalyticsDefinition(1, List.of(Mask.values()), null));

        JsonNode document =
                InMemoryRecordStore.parse(write(Records.record("r-1", route, 200, null, "/shop/items/7", "curl/8.5"))
                        .get(0)
                        .source());

        assertThat(document.has("path")).isFalse();
        assertThat(document.has("userAgent")).isFalse();
        assertThat(document.has("consumer")).isFalse();
        assertThat(document.has("application")).isFalse();
        assertThat(document.path("resource").asText()).isEqualTo("/items/{id}");
        assertThat(document.path("clientIp").asText()).isEqualTo("10.1.2.0");
    }

    @Test
    void keepsFailuresWhateverTheSampling() {
        Route route = Records.route(new AnalyticsDefinition(0, List.of(), null));

        assertThat(write(Records.record("r-1", route, 200, null, "/a", null))).isEmpty();
        assertThat(write(Records.record("r-2", route, 429, "rate-limited", "/a", null)))
                .extracting(Entry::family)
                .containsExactly(Family.TRANSACTIONS, Family.POLICY_VIOLATIONS);
        assertThat(write(Records.record("r-3", route, 502, null, "/a", null)))
                .extracting(Entry::family)
                .containsExactly(Family.TRANSACTIONS, Family.ERRORS);
    }

    @Property(tries = 300)
    void whateverACallerSendsItIsJson(@ForAll String path, @ForAll String agent, @ForAll String id) {
        JsonNode document =
                InMemoryRecordStore.parse(write(Records.record(id, null, 404, "route-not-found", path, agent))
                        .get(0)
                        .source());

        assertThat(document.path("path").asText()).isEqualTo(sound(path));
        assertThat(document.path("requestId").asText()).isEqualTo(sound(id));
        assertThat(document.path("userAgent").asText())
                .isEqualTo(sound(agent.substring(0, Math.min(256, agent.length()))));
    }

    /** With half surrogate pairs replaced. */
    private static @Nullable String sound(String text) {
        StringBuilder sound = new StringBuilder();
        text.codePoints()
                .forEach(c -> sound.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return new String(sound.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private List<Entry> write(AccessRecord record) {
        List<Entry> entries = new ArrayList<>();
        writer.write(record, 35, entries);
        return entries;
    }
}
