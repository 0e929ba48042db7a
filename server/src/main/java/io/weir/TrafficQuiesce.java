package io.weir;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.weir.config.NodeConfig;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes traffic off a node so that nobody notices, and puts it back. At first every answer asks its caller to go elsewhere while all are
 * served, so that balancers notice; after {@code quiesce.delay} new requests are refused; those in flight have {@code quiesce.timeout},
 * then they are cut off. Any thread; what was begun last counts.
 */
final class TrafficQuiesce {
    private static final Logger log = LoggerFactory.getLogger(TrafficQuiesce.class);
    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final TrafficParts traffic;
    private final NodeConfig.Quiesce settings;
    private final Ticker ticker;
    private int turn;
    private Future<Void> quiesced = Future.succeededFuture();
    private boolean isQuiesced;

    TrafficQuiesce(Vertx vertx, TrafficParts traffic, NodeConfig.Quiesce settings, Ticker ticker) {
        this.vertx = vertx;
        this.traffic = traffic;
        this.settings = settings;
        this.ticker = ticker;
    }

    /** Takes traffic off; completes when no request is in flight. A second call gets the first one's answer. */
    synchronized Future<Void> quiesce() {
        if (isQuiesced) {
            return quiesced;
        }
        isQuiesced = true;
        int own = ++turn;
        quiesced = traffic.drain()
                .compose(drained -> after(settings.delay()))
                .compose(waited -> isOver(own) ? Future.succeededFuture() : refuse(own));
        return quiesced;
    }

    /** Puts traffic back. */
    synchronized Future<Void> resume() {
        if (!isQuiesced) {
            return Future.succeededFuture();
        }
        isQuiesced = false;
        turn++;
        traffic.open(true);
        return traffic.resume();
    }

    private synchronized boolean isOver(int own) {
        return own != turn;
    }

    private Future<Void> refuse(int own) {
        traffic.open(false);
        Promise<Void> empty = Promise.promise();
        awaitEmpty(own, ticker.nanos() + settings.timeout().toNanos(), empty);
        return empty.future();
    }

    private void awaitEmpty(int own, long deadline, Promise<Void> empty) {
        int inFlight = traffic.requestsInFlight();
        if (inFlight == 0 || isOver(own)) {
            empty.complete();
        } else if (ticker.nanos() - deadline >= 0) {
            log.warn("{} requests were still in flight after quiesce.timeout and are cut off", inFlight);
            traffic.cut().onComplete(empty);
        } else {
            vertx.setTimer(LOOK_MILLIS, id -> awaitEmpty(own, deadline, empty));
        }
    }

    private Future<Void> after(Duration delay) {
        return delay.isZero() || !traffic.hasListeners()
                ? Future.succeededFuture()
                : vertx.timer(delay.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }
}
