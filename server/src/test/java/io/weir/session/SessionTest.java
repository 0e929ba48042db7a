package io.weir.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {

    @Test
    void holdsForThePasswordsThatItWasMadeWithAlone() {
        Session session = Session.of("admin", "192.0.2.1", Instant.EPOCH, "now", "next");

        assertThat(session.holdsFor("now")).isTrue();
        assertThat(session.holdsFor("next")).isTrue();
        assertThat(session.holdsFor("another")).isFalse();
        assertThat(session.holdsFor(null)).isFalse();
    }

    @Test
    void keepsNoHash() {
        assertThat(Session.of("admin", "192.0.2.1", Instant.EPOCH, "a hash").toString())
                .doesNotContain("a hash");
    }
}
