package io.weir.wsconfig.connector;

import io.weir.wsconfig.cluster.Cluster;
import io.weir.wsconfig.cluster.ClusterNode;
import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.text.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows the cluster of one connector: waits until its description rests, acts on it once, tries again later what failed. One thread. */
final class ConnectorWatch {
    private final WatchTiming timing;
    private final Watcher.Follower follower;
    private final Consumer<String> say;

    private @Nullable Observed applied;
    private @Nullable Observed pending;
    private long nextLook;
    private boolean hasLooked;
    private long pendingSince;
    private long firstChange;
    private long notBefore;
    private Duration retry;
    private String lastProblem = "";

    /** All that a connector's files follow from; the cluster's generation is not of it. */
    private record Observed(
            String cluster, List<ClusterNode> nodes, Optional<Secret> secret, ConnectorSettings settings) {}

    ConnectorWatch(WatchTiming timing, Watcher.Follower follower, Consumer<String> say) {
        this.timing = timing;
        this.follower = follower;
        this.say = say;
        this.retry = timing.retry();
    }

    /** Looks, if the time has come, and acts, if there is something to do. */
    void look(Connector connector, LongSupplier nanoTime) {
        long now = nanoTime.getAsLong();
        if (hasLooked && now - nextLook < 0) {
            return;
        }
        notBefore = hasLooked ? notBefore : now;
        hasLooked = true;
        boolean isFile = connector.settings().source() instanceof Source.File;
        nextLook = now + (isFile ? timing.filePoll() : timing.serverPoll()).toNanos();
        try {
            notice(observe(connector), now);
        } catch (WsconfigException problem) {
            tell(connector, "stays as it is: " + problem.getMessage());
            return;
        }
        if (isDue(now)) {
            act(connector, nanoTime);
        }
    }

    private static Observed observe(Connector connector) {
        ConnectorSettings settings = connector.settings();
        Cluster cluster = settings.source().open().read();
        return new Observed(
                cluster.name(), cluster.nodes(), settings.secretFile().map(Secret::read), settings);
    }

    private void notice(Observed observed, long now) {
        if (observed.equals(applied)) {
            pending = null;
            // What was wrong is not any more: the next time it is told again.
            lastProblem = "";
        } else if (!observed.equals(pending)) {
            firstChange = pending == null ? now : firstChange;
            pending = observed;
            pendingSince = now;
        }
    }

    private boolean isDue(long now) {
        boolean hasRested = now - pendingSince >= timing.quiet().toNanos()
                || now - firstChange >= timing.patience().toNanos();
        boolean isFirst = applied == null;
        return pending != null && (isFirst || hasRested) && now - notBefore >= 0;
    }

    private void act(Connector connector, LongSupplier nanoTime) {
        try {
            ConnectorWork.Outcome outcome = follower.follow(connector);
            applied = pending;
            pending = null;
            retry = timing.retry();
            lastProblem = "";
            if (outcome.isChanged()) {
                say.accept("connector " + connector.number() + ": " + nodes(applied) + "; "
                        + (outcome.isReloaded() ? "web server reloaded" : "web server not reloaded"));
            }
            outcome.warnings()
                    .forEach(warning -> say.accept("connector " + connector.number() + ": left out: " + warning));
        } catch (WsconfigException problem) {
            notBefore = nanoTime.getAsLong() + retry.toNanos();
            tell(connector, "not changed, will be tried again: " + problem.getMessage());
            Duration doubled = retry.multipliedBy(2);
            retry = doubled.compareTo(timing.maxRetry()) > 0 ? timing.maxRetry() : doubled;
        }
    }

    private void tell(Connector connector, String problem) {
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            problem.lines().forEach(line -> say.accept("connector " + connector.number() + ": " + line));
        }
    }

    private static String nodes(@Nullable Observed observed) {
        return observed == null
                ? ""
                : observed.nodes().stream()
                        .map(node -> node.id() + " " + node.state().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "cluster " + observed.cluster() + ": ", ""));
    }
}
