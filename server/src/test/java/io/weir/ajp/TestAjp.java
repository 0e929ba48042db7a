package io.weir.ajp;

import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.door.Listener;
import io.weir.door.TestWiring;
import io.weir.exchange.RequestHandler;
import java.time.Duration;

/** An AJP listener on a free port of loopback, in front of a handler that a test gives. */
final class TestAjp implements AutoCloseable {
    final TestWiring wiring = new TestWiring();
    final Listener listener;

    private TestAjp(NodeConfig.Traffic traffic, RequestHandler handler) {
        listener = AjpListener.of(
                new NodeConfig.Ajp(true, "127.0.0.1", 0, Secret.NONE, 8192),
                Secret.of(Forward.SECRET)::equals,
                wiring.of(traffic, handler));
        TestWiring.await(listener.start());
    }

    static TestAjp start(RequestHandler handler) {
        return new TestAjp(TestWiring.traffic(), handler);
    }

    static TestAjp start(NodeConfig.Traffic traffic, RequestHandler handler) {
        return new TestAjp(traffic, handler);
    }

    AjpClient connect() {
        return new AjpClient(listener.port());
    }

    @Override
    public void close() {
        TestWiring.await(listener.stop(Duration.ZERO));
        wiring.close();
    }
}
