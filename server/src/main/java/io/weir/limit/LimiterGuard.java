package io.weir.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The limiter of a node that shares its counters with others: the store decides, in one round trip for all that wait; a refusal is
 * remembered for as long as it holds; and while the store does not answer, this node decides out of its share and reports that later.
 * Every check is answered within twice the command timeout, within once when the store hangs. Any thread.
 */
public final class LimiterGuard implements Limiter {
    private final LimiterSettings settings;
    private final LimiterMetrics metrics;
    private final StoreKnowledge knowledge;
    private final LocalLimiter local;
    private final StoreConnector connector;
    private final LimiterThread thread;

    /** @param random for what must not be equal on two nodes */
    public LimiterGuard(
            SharedLimiter shared,
            LiveNodes nodes,
            LimiterSettings settings,
            Ticker ticker,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry registry) {
        this.settings = settings;
        this.metrics = new LimiterMetrics(registry);
        LastTold told = new LastTold(settings.maxRemembered() / 2);
        this.knowledge = new StoreKnowledge(
                new StoreClock(ticker, clock), told, new RememberedRefusals(ticker, told, settings.maxRemembered()));
        this.local = new LocalLimiter(
                knowledge.clock(),
                told,
                () -> NodeShare.among(nodes),
                nodes.self() + "-" + HexFormat.of().toHexDigits(random.nextLong()),
                settings.maxCounters());
        Breaker breaker = new Breaker(random);
        this.connector =
                new StoreConnector(shared, breaker, knowledge.clock(), ticker, settings.connectTimeout(), metrics);
        this.thread =
                new LimiterThread(connector, breaker, knowledge, local, ticker, settings.commandTimeout(), metrics);
    }

    /** Starts its threads; completes when the first try to reach the store has ended, with whether it decides from now on. */
    public CompletionStage<Boolean> start() {
        metrics.gauge("weir.limit.store.up", () -> isStoreUp() ? 1 : 0);
        metrics.gauge("weir.limit.queue.checks", thread::checksInFlight);
        metrics.gauge(
                "weir.limit.refusals.remembered", () -> knowledge.refusals().size());
        metrics.gauge("weir.limit.told.remembered", () -> knowledge.told().size());
        metrics.gauge("weir.limit.local.counters", local::size);
        connector.onReady(thread::wake);
        daemon(connector, "weir-limiter-connector");
        daemon(thread, "weir-limiter");
        return connector.firstTry();
    }

    /** Reports what is left to report and ends its threads; from then on this node decides alone. */
    public CompletionStage<Void> stop() {
        connector.stop();
        return thread.stop();
    }

    /** True while the store decides. */
    public boolean isStoreUp() {
        return thread.isStoreUp();
    }

    /** Forgets everything the store told: it holds another catalogue now, or was wiped. */
    public void forgetStore() {
        knowledge.forget();
    }

    /**
     * Connects to the counters of another store and tries them, to {@link #moveTo} them later. Blocks.
     *
     * @throws SharedLimiterException where they do not count as they should
     */
    public StandbySession connect(SharedLimiter other) throws SharedLimiterException {
        return connector.openStandby(other);
    }

    /**
     * Asks another store from the next trip on. Nobody waits for it: a trip under way comes to its end, and what the former store told,
     * or was not told yet, is forgotten.
     *
     * @param to closed by this limiter
     * @param commandTimeout how long to wait for its answers
     */
    public void moveTo(StandbySession to, Duration commandTimeout) {
        knowledge.forget();
        thread.moveTo(to, commandTimeout);
    }

    @Override
    public @Nullable LimitDecision recall(LimitSet set) {
        LimitDecision known = knowledge.refusals().recall(set);
        if (known != null) {
            metrics.recalled();
        }
        return known;
    }

    @Override
    public void submit(LimitBatch batch) {
        if (!thread.isStoreUp()) {
            decideAlone(batch);
        } else if (!thread.offer(batch, settings.maxChecksInFlight())) {
            metrics.overflowed(batch.size());
            decideAlone(batch);
        }
    }

    private void decideAlone(LimitBatch batch) {
        Round round = new Round();
        round.add(batch);
        for (Take take : round.takes()) {
            local.decide(take);
            metrics.decided(take);
        }
        batch.deliver();
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
