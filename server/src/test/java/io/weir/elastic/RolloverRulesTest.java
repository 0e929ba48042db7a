package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RolloverRulesTest {
    private static Duration age(Family family, Duration retention) {
        return RolloverRules.of(family, retention).maxAge();
    }

    @Test
    void beginsANewIndexOfMinutesEachDay() {
        assertThat(age(Family.METRICS, Duration.ofDays(30))).isEqualTo(Duration.ofDays(1));
        assertThat(age(Family.METRICS, Duration.ofDays(90))).isEqualTo(Duration.ofDays(1));
        assertThat(age(Family.AUDIT, Duration.ofDays(90))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void keepsMinutesOfALongTimeInFewIndices() {
        assertThat(age(Family.METRICS, Duration.ofDays(360))).isEqualTo(Duration.ofDays(4));
        assertThat(age(Family.METRICS, Duration.ofDays(36_500))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void keepsLittleForLongerThanItHasTo() {
        assertThat(age(Family.METRICS, Duration.ofDays(5))).isEqualTo(Duration.ofHours(12));
        assertThat(age(Family.TRANSACTIONS, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(30));
    }
}
