package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.httpd.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a connector's script on the machine of the IIS; elsewhere it says that the script is to be run there. One thread. */
final class IisReload implements Reload {
    private final Path script;
    private final CommandRunner runner;
    private final boolean mayRun;
    private final StepLog log;

    IisReload(Path script, CommandRunner runner, boolean mayRun, StepLog log) {
        this.script = script;
        this.runner = runner;
        this.mayRun = mayRun;
        this.log = log;
    }

    /** IIS has no test of its own; the script's commands refuse what they cannot do. */
    @Override
    public void test() {}

    @Override
    public boolean reload() {
        if (!mayRun) {
            log.add("not run: " + script + " (to be run as administrator on the machine of the IIS)");
            return false;
        }
        CommandRunner.Outcome outcome;
        try {
            outcome = runner.run(List.of("cmd.exe", "/d", "/c", script.toString()), Map.of());
        } catch (IOException e) {
            throw new WsconfigException(script + ": " + e.getMessage(), e);
        }
        if (!outcome.isOk()) {
            throw new WsconfigException(script + ": ended with " + outcome.exitCode() + "\n" + outcome.output());
        }
        log.add("run: " + script);
        return true;
    }
}
