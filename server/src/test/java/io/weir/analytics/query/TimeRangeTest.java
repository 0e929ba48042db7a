package io.weir.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-29T12:00:00Z",
        "now-1h, 2026-11-29T11:00:00Z",
        "now-90s, 2026-11-29T11:58:30Z",
        "now-7d, 2026-11-22T12:00:00Z",
        "2026-11-29T12:00:00+01:00, 2026-11-29T11:00:00Z",
        "2026-11-29T11:00Z, 2026-11-29T11:00:00Z"
    })
    void readsPointsInTime(String text, Instant expected) {
        assertThat(TimeRange.instant(text, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "now-1w",
                "now-",
                "now+1h",
                "2026-11-29",
                "2026-11-29T11:00:00",
                "now-9999999999d"
            })
    void refusesWhatIsNone(String text) {
        assertThat(TimeRange.instant(text, NOW)).isEmpty();
    }

    @Test
    void endsAfterItBegins() {
        assertThatThrownBy(() -> new TimeRange(NOW, NOW)).hasMessageContaining("expected: before to");
    }

    @Test
    void isPrecededByOneOfItsLength() {
        TimeRange hour = new TimeRange(NOW.minus(Duration.ofHours(1)), NOW);

        assertThat(hour.previous()).isEqualTo(new TimeRange(NOW.minus(Duration.ofHours(2)), hour.from()));
    }

    @Test
    void isTheSameForAMinuteInWholeMinutes() {
        Instant minute = Instant.parse("2026-11-29T11:00:00Z");
        TimeRange whole = new TimeRange(minute, minute.plusSeconds(120));

        assertThat(new TimeRange(minute, minute.plusSeconds(61)).wholeMinutes()).isEqualTo(whole);
        assertThat(new TimeRange(minute.plusSeconds(59), minute.plusSeconds(119)).wholeMinutes())
                .isEqualTo(whole);
        assertThat(whole.wholeMinutes()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"PT1H, MINUTE", "PT24H, FIVE_MINUTES", "P7D, HOUR", "P30D, SIX_HOURS", "P365D, DAY"})
    void isShownInPointsThatCanBeRead(Duration length, Interval expected) {
        assertThat(Interval.readable(new TimeRange(NOW.minus(length), NOW), 1500))
                .isEqualTo(expected);
    }
}
