package io.weir.wsconfig;

import io.weir.wsconfig.connector.ConnectorWork;
import io.weir.wsconfig.connector.Connectors;
import io.weir.wsconfig.connector.WatchTiming;
import io.weir.wsconfig.connector.Watcher;
import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.text.SystemdUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code -watch}: follows until SIGTERM or SIGINT, and then ends with 0 after the change that is under way. */
final class WatchMode {
    /** More than a web server's test and reload take. */
    private static final int LAST_CHANGE_SECONDS = 130;

    private final Surroundings surroundings;
    private final Connectors connectors;
    private final ConnectorWork work;
    private final Optional<Integer> connector;
    private final boolean mayReload;

    WatchMode(
            Surroundings surroundings,
            Connectors connectors,
            ConnectorWork work,
            Optional<Integer> connector,
            boolean mayReload) {
        this.surroundings = surroundings;
        this.connectors = connectors;
        this.work = work;
        this.connector = connector;
        this.mayReload = mayReload;
    }

    /** @param isUnit print a systemd unit instead */
    void run(boolean isUnit) throws InterruptedException {
        if (isUnit) {
            surroundings.out().print(unit());
            return;
        }
        connector.ifPresent(connectors::numbered);
        if (connectors.all().isEmpty()) {
            throw new WsconfigException(
                    connectors.folder() + ": no connector to follow (expected: one at least; wsconfig -ws … makes it)");
        }
        Watcher watcher = new Watcher(
                connectors,
                each -> work.follow(each, mayReload),
                connector.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                WatchTiming.DEFAULT,
                surroundings.workplace().nanoTime(),
                surroundings::print);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal = new Thread(() -> end(watcher, ended), "wsconfig-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        surroundings.print("following " + connectors.folder());
        try {
            watcher.run();
        } catch (InterruptedException | RuntimeException problem) {
            Runtime.getRuntime().removeShutdownHook(onSignal);
            throw problem;
        }
        surroundings.print("ended");
        ended.countDown();
        // The hook ends the process; it waits for nothing any more.
        onSignal.join();
    }

    /** Runs as the JVM goes down: by itself that would break off a change, and exit with 143. */
    private static void end(Watcher watcher, CountDownLatch ended) {
        watcher.stop();
        try {
            ended.await(LAST_CHANGE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(CommandLineInterface.OK);
    }

    private String unit() {
        List<String> command = new ArrayList<>(List.of(surroundings.script().toString(), "-watch"));
        command.addAll(List.of("-connectors", connectors.folder().toString()));
        connector.ifPresent(number -> command.addAll(List.of("-connector", String.valueOf(number))));
        if (!mayReload) {
            command.add("-norestart");
        }
        String java = surroundings.environment().getOrDefault("JAVA_HOME", "");
        return SystemdUnit.text(command, java.isBlank() ? Map.of() : Map.of("JAVA_HOME", java));
    }
}
