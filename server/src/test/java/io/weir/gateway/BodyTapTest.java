package io.weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BodyTapTest {

    @Test
    void keepsTheBeginningAndNoMore() {
        BodyTap tap = new BodyTap(2000);
        tap.add(Buffer.buffer("ab"));
        tap.add(Buffer.buffer("x".repeat(1500)));
        tap.add(Buffer.buffer("y".repeat(1500)));
        tap.add(Buffer.buffer("z"));

        assertThat(tap.bytes()).asString().startsWith("abx").endsWith("y").hasSize(2000);
    }

    @Test
    void keepsNothingOfNothing() {
        assertThat(new BodyTap(10).bytes()).isNull();
    }
}
