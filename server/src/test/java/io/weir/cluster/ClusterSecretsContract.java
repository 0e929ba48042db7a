package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.cluster.ClusterSecrets.AjpSecrets;
import io.weir.config.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link ClusterSecrets} does. */
public abstract class ClusterSecretsContract {
    private static final Secret ONE = Secret.of("one");
    private static final Secret TWO = Secret.of("two");
    private static final Secret THREE = Secret.of("three");
    private static final Duration DAY = Duration.ofHours(24);

    protected abstract ClusterSecrets secrets();

    @Test
    void theFirstOneProposedStays() throws Exception {
        assertThat(secrets().claim(ONE)).isEqualTo(new AjpSecrets(ONE, Secret.NONE, Duration.ZERO));
        assertThat(secrets().claim(TWO)).isEqualTo(new AjpSecrets(ONE, Secret.NONE, Duration.ZERO));
    }

    @Test
    void aChangedOneLeavesTheFormerValidForItsGrace() throws Exception {
        secrets().claim(ONE);

        AjpSecrets changed = secrets().change(TWO, DAY);

        assertThat(changed.current()).isEqualTo(TWO);
        assertThat(changed.former()).isEqualTo(ONE);
        assertThat(changed.formerLeft()).isBetween(DAY.minusMinutes(1), DAY);
        assertThat(secrets().claim(THREE).former()).isEqualTo(ONE);
    }

    @Test
    void theSameOneAgainChangesNothing() throws Exception {
        secrets().change(ONE, DAY);
        assertThat(secrets().change(ONE, DAY)).isEqualTo(new AjpSecrets(ONE, Secret.NONE, Duration.ZERO));

        secrets().change(TWO, DAY);
        assertThat(secrets().change(TWO, Duration.ofMillis(1)).former()).isEqualTo(ONE);
    }

    @Test
    void onlyTheLastFormerOneIsKept() throws Exception {
        secrets().claim(ONE);
        secrets().change(TWO, DAY);
        secrets().change(THREE, DAY);

        assertThat(secrets().claim(ONE).former()).isEqualTo(TWO);
    }

    @Test
    void theFormerOneEndsAtItsTime() throws Exception {
        secrets().claim(ONE);
        secrets().change(TWO, Duration.ofMillis(20));

        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(secrets().claim(ONE)).isEqualTo(new AjpSecrets(TWO, Secret.NONE, Duration.ZERO)));
    }
}
