package io.weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransportsTest {
    private final VertxOptions options = new VertxOptions().setEventLoopPoolSize(1);

    /** A transport that a kernel refuses, at once or when its event loops are made. */
    private record Refused(boolean available) implements Transport {
        @Override
        public String name() {
            return available ? "breaks" : "missing";
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return available ? null : new UnsupportedOperationException("as the kernel says");
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            throw new IllegalStateException("no rings left");
        }
    }

    @Test
    void takesTheFirstThatStarts() {
        Vertx vertx = Transports.open(options, List.of(new Refused(false), new Refused(true), Transport.NIO));

        assertThat(vertx.isNativeTransportEnabled()).isFalse();
        vertx.close();
    }

    @Test
    void saysWhatItTriedWhenNoneStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Transports.open(options, List.of(new Refused(false), new Refused(true))))
                .withMessageContaining("missing")
                .withMessageContaining("breaks");
    }

    @Test
    void startsOnThisMachine() {
        Vertx vertx = Transports.open(options);

        assertThat(vertx.unavailableNativeTransportCause()).isNull();
        vertx.close();
    }
}
