package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.httpd.CommandRunner.Outcome;
import io.weir.wsconfig.httpd.HttpdControl;
import io.weir.wsconfig.httpd.HttpdControl.Running;
import io.weir.wsconfig.text.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tests and reloads an Apache httpd by its own commands. What they print is told without the secret. One thread. */
final class HttpdReload implements Reload {
    /** How long a web server is watched after a reload. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final HttpdControl control;
    private final Optional<Secret> secret;
    private final boolean mayReload;
    private final StepLog log;
    private boolean hasEnded;

    /** @param mayReload false: only tested */
    HttpdReload(HttpdControl control, Optional<Secret> secret, boolean mayReload, StepLog log) {
        this.control = control;
        this.secret = secret;
        this.mayReload = mayReload;
        this.log = log;
    }

    @Override
    public void test() throws IOException {
        require(control.test(), control.testCommand());
        log.add("tested: " + control.testCommand());
    }

    @Override
    public boolean reload() throws IOException {
        if (!mayReload) {
            log.add("not reloaded, as asked");
            return false;
        }
        Running running = control.running();
        if (!running.isLikely()) {
            log.add("not reloaded: the web server does not run");
            return false;
        }
        require(control.reload(running), control.reloadCommand(running));
        // The test does not load modules: some of what is wrong shows only now, and ends the whole web server.
        hasEnded = running.process().filter(HttpdReload::endsSoon).isPresent();
        if (hasEnded) {
            throw new WsconfigException(
                    control.reloadCommand(running)
                            + ": the web server passed its own test and ended at the reload (expected: its error log says why)");
        }
        log.add("reloaded: " + control.reloadCommand(running));
        return true;
    }

    @Override
    public void recover() {
        if (!hasEnded) {
            return;
        }
        try {
            log.add("started again: ended with " + control.start().exitCode());
        } catch (IOException e) {
            log.add("not started again: " + e.getMessage());
        }
    }

    private static boolean endsSoon(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void require(Outcome outcome, String command) {
        if (!outcome.isOk()) {
            String output = secret.map(known -> known.maskIn(outcome.output())).orElse(outcome.output());
            throw new WsconfigException(
                    command + ": ended with " + outcome.exitCode() + (output.isEmpty() ? "" : "\n" + output));
        }
    }
}
