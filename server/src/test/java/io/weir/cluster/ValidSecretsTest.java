package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidSecretsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ValidSecrets SOME = new ValidSecrets(Secret.of("current"), Secret.NONE, List.of());

    @Test
    void keepsTheFormerOnesThatLastLongestAndNoMore() {
        ValidSecrets many = SOME;
        for (int i = 0; i < 10; i++) {
            many = many.withFormer(Secret.of("former-" + i), NOW.plus(Duration.ofHours(i)));
        }

        assertThat(many.former())
                .extracting(each -> each.secret().reveal())
                .containsExactly("former-9", "former-8", "former-7", "former-6");
    }

    @Test
    void knowsOneThatIsToldAgainWithWhatIsLeft() {
        ValidSecrets one = SOME.withFormer(Secret.of("former"), NOW.plusSeconds(3600));

        assertThat(one.withFormer(Secret.of("former"), NOW.plusSeconds(3601))).isEqualTo(one);
        assertThat(one.withFormer(Secret.of("former"), NOW.plusSeconds(60))).isEqualTo(one);
        assertThat(one.withFormer(Secret.of("former"), NOW.plusSeconds(7200)).former())
                .containsExactly(new FormerSecret(Secret.of("former"), NOW.plusSeconds(7200)));
    }

    @Test
    void aFormerOneThatIsCurrentAgainHasNoEnd() {
        ValidSecrets back =
                SOME.withFormer(Secret.of("former"), NOW.plusSeconds(1)).withCurrent(Secret.of("former"));

        assertThat(back.former()).isEmpty();
        assertThat(back.contains(Secret.of("former"), NOW.plusSeconds(2))).isTrue();
    }

    @Test
    void noSecretIsNeverValid() {
        assertThat(SOME.withFormer(Secret.NONE, NOW.plusSeconds(1)).contains(Secret.NONE, NOW))
                .isFalse();
    }

    @Test
    void showsNone() {
        assertThat(SOME.withFormer(Secret.of("former"), NOW)).asString().doesNotContain("current=current", "former,");
    }
}
