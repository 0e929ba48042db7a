package io.weir.policy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimitDecision.Source;
import io.weir.limit.LimitSet;
import io.weir.limit.Plans;
import io.weir.limit.TakeResult;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {
    private static final LimitSet SET =
            Plans.set("api", Plans.fixed("hourly", 100, "PT1H"), Plans.bucket("burst", 10, "PT1S", 20));

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Test
    void statesEachLimitAndTheTightest() {
        TakeResult result = new TakeResult(1, 0, 0, 0, 12, 1_800_000, 19, 1);

        RateLimitHeaders.write(LimitDecision.granted(SET, result, Source.STORE, 0), headers);

        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"hourly\";q=100;w=3600, \"burst\";q=10;w=1");
        assertThat(headers.get("RateLimit")).isEqualTo("\"hourly\";r=12;t=1800, \"burst\";r=19;t=1");
        assertThat(headers.get("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(headers.get("X-RateLimit-Remaining")).isEqualTo("12");
        assertThat(headers.get("X-RateLimit-Reset")).isEqualTo("1800");
        assertThat(headers.contains("Retry-After")).isFalse();
    }

    @Test
    void pointsRetryAfterAndTheRefusingLimitAtTheSameTime() {
        TakeResult result = new TakeResult(0, 0, 1501, 2, 5, 1_800_000, 0, 2000);

        RateLimitHeaders.write(LimitDecision.limited(SET, result, Source.REMEMBERED, 300), headers);

        assertThat(headers.get("RateLimit")).isEqualTo("\"hourly\";r=5;t=1800, \"burst\";r=0;t=2");
        assertThat(headers.get("X-RateLimit-Limit")).isEqualTo("20");
        assertThat(headers.get("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(headers.get("X-RateLimit-Reset")).isEqualTo("2");
        assertThat(headers.get("Retry-After")).isEqualTo("2");
    }

    @Test
    void neverSaysToRetryAtOnce() {
        TakeResult result = new TakeResult(0, 0, 10, 1, 0, 10, 20, 0);

        RateLimitHeaders.write(LimitDecision.limited(SET, result, Source.STORE, 50), headers);

        assertThat(headers.get("Retry-After")).isEqualTo("1");
    }

    @Test
    void saysNothingWithoutLimits() {
        RateLimitHeaders.write(LimitDecision.UNLIMITED, headers);

        assertThat(headers.isEmpty()).isTrue();
    }
}
