package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.files.FileChanges;
import java.io.IOException;
import java.util.List;

/** Makes planned changes effective, or takes them back. One thread. */
final class Commit {
    private final FileChanges changes;
    private final Reload reload;
    private final StepLog log;

    Commit(FileChanges changes, Reload reload, StepLog log) {
        this.changes = changes;
        this.reload = reload;
        this.log = log;
    }

    /**
     * Writes the files, has them tested, and has the web server reloaded.
     *
     * @return whether it was reloaded
     * @throws WsconfigException where one of the three failed; then all files are as they were
     */
    boolean run(String title, List<String> warnings) {
        log.add(title);
        warnings.forEach(log::add);
        changes.describe().forEach(log::add);
        changes.apply();
        try {
            reload.test();
            return reload.reload();
        } catch (WsconfigException | IOException problem) {
            throw takenBack(problem);
        }
    }

    private WsconfigException takenBack(Exception problem) {
        changes.undo();
        reload.recover();
        String message = problem.getMessage() + "\neverything was put back";
        if (!passes()) {
            message += "; the web server's configuration does not pass its test without the change either";
        }
        log.add(message);
        return new WsconfigException(message, problem);
    }

    private boolean passes() {
        try {
            reload.test();
            return true;
        } catch (WsconfigException | IOException stillBad) {
            return false;
        }
    }
}
