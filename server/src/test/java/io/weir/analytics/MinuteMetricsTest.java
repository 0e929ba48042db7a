package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MinuteMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MinuteMetrics minutes = new MinuteMetrics(new AnalyticsMetrics(meters));

    @Test
    void addsUpWhatIsTheSame() {
        minutes.add(Records.ok(1), null, null);
        minutes.add(Records.ok(2), null, null);
        minutes.add(Records.record("r-3", null, 429, "rate-limited", "/a", null), null, null);

        List<Note> notes = minutes.close();

        assertThat(notes).hasSize(2);
        Map<String, Object> ok = notes.stream()
                .map(Note::fields)
                .filter(fields -> Objects.equals(fields.get("status"), 200))
                .findFirst()
                .orElseThrow();
        assertThat(ok)
                .containsEntry("count", 2L)
                .containsEntry("statusClass", "2xx")
                .containsEntry("requestBytes", 24L)
                .containsEntry("durationMicrosSum", 5000L)
                .containsEntry("violations", 0L)
                .containsEntry("latency", Map.of("18", 2L));
        assertThat(ok.get("p50Micros")).isIn(2500L, 2501L, 2502L, 2503L);
        assertThat(minutes.close()).isEmpty();
    }

    @Test
    void foldsWhatIsBeyondItsBound() {
        for (int i = 0; i < MinuteMetrics.MAX_KEYS + 50; i++) {
            minutes.add(to("127.0.0.1:" + i), null, null);
        }

        List<Note> notes = minutes.close();

        assertThat(notes).hasSize(MinuteMetrics.MAX_KEYS + 1);
        assertThat(notes.stream().filter(note -> "other".equals(note.fields().get("api"))))
                .singleElement()
                .satisfies(note ->
                        assertThat(note.fields()).containsEntry("count", 50L).doesNotContainKey("status"));
        assertThat(meters.get("weir.analytics.minute.folded").counter().count()).isEqualTo(50);
    }

    @Property
    void putsEachLatencyIntoItsBucket(@ForAll @LongRange(min = 0, max = 10_000_000_000L) long micros) {
        int bucket = LatencyBuckets.of(micros);

        assertThat(bucket).isBetween(0, LatencyBuckets.COUNT - 1);
        if (bucket > 0) {
            assertThat((double) micros).isGreaterThanOrEqualTo(100 * Math.pow(2, bucket / 4.0) - 0.001);
        }
        if (bucket < LatencyBuckets.COUNT - 1) {
            assertThat((double) micros).isLessThan(100 * Math.pow(2, (bucket + 1) / 4.0));
        }
    }

    private static AccessRecord to(String target) {
        AccessRecord record = Records.ok(1);
        return new AccessRecord(
                record.requestId(),
                record.startNanos(),
                record.durationNanos(),
                record.upstreamNanos(),
                record.catalog(),
                null,
                null,
                null,
                null,
                null,
                null,
                record.method(),
                record.path(),
                record.status(),
                0,
                0,
                target,
                1,
                null,
                null,
                record.clientIp(),
                record.protocol(),
                record.door(),
                false,
                null,
                null);
    }
}
