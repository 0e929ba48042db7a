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
    void beginsANewIndexOfMinutesTwiceADay() {
        assertThat(age(Family.METRICS, Duration.ofDays(30))).isEqualTo(Duration.ofHours(12));
        assertThat(age(Family.METRICS, Duration.ofDays(10))).isEqualTo(Duration.ofHours(12));
        assertThat(age(Family.AUDIT, Duration.ofDays(90))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void keepsMinutesOfALongTimeInFewIndices() {
        assertThat(age(Family.METRICS, Duration.ofDays(360))).isEqualTo(Duration.ofDays(6));
        assertThat(age(Family.METRICS, Duration.ofDays(36_500))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void keepsLittleForLongerThanItHasTo() {
        assertThat(age(Family.METRICS, Duration.ofDays(2))).isEqualTo(Duration.ofMinutes(288));
        assertThat(age(Family.TRANSACTIONS, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(30));
    }
}
