package io.weir.cli.demo;

import io.vertx.core.Vertx;
import io.weir.cli.CommandException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo's two services on free ports of loopback, {@code blue} and {@code green}. */
final class SampleBackends implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final List<String> addresses;

    private SampleBackends(Vertx vertx, List<String> addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
    }

    /** Starts both; waits for them, so not on an event loop. */
    static SampleBackends start() {
        Vertx vertx = Vertx.vertx();
        try {
            String blue = new SampleBackend("blue").start(vertx).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String green = new SampleBackend("green").start(vertx).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new SampleBackends(vertx, List.of(blue, green));
        } catch (TimeoutException e) {
            throw new CommandException("the sample backends did not start in time", e);
        }
    }

    /** Their base addresses. */
    List<String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        try {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandException("the sample backends did not stop in time", e);
        }
    }
}
