package io.weir.cli.manifest;

import io.weir.cli.AdminClient;
import io.weir.cli.CommandException;
import io.weir.cli.Progress;
import io.weir.cli.manifest.Change.Action;
import io.weir.cli.manifest.Manifest.DocumentFile;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Brings a plan into a cluster. Each request is complete in itself and the same when repeated, so a run that ended half way is finished by
 * running again. One thread.
 */
final class PlanRunner {
    private final AdminClient client;
    private final Progress progress;

    PlanRunner(AdminClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** Does everything, or stops at the first refusal. */
    void run(ChangePlan plan) {
        int done = 0;
        int total = plan.changes().size();
        try {
            for (Change change : plan.changes()) {
                write(change);
                done++;
                progress.step(total);
            }
            plan.changes().forEach(this::takeLifecycleSteps);
        } catch (CommandException e) {
            throw new CommandException(
                    e.getMessage() + "\n" + done + " of " + total + " changes are done; run it again to go on", e);
        }
    }

    private void write(Change change) {
        String path = ObjectPaths.of(change.ref(), change.fields());
        at(change, () -> {
            if (change.action() == Action.DELETE) {
                client.delete(path);
            } else if (change.isWritten()) {
                client.put(path, change.fields());
            }
            Manifest manifest = change.manifest();
            if (change.hasNewDocument() && manifest != null && manifest.document() != null) {
                send(manifest.document(), path + "/document");
            }
        });
    }

    private void send(DocumentFile document, String path) {
        try {
            client.put(path, Files.readAllBytes(document.path()), document.mediaType());
        } catch (IOException e) {
            throw new CommandException(document.path() + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void takeLifecycleSteps(Change change) {
        String path = ObjectPaths.of(change.ref(), change.fields()) + "/lifecycle";
        for (String action : change.lifecycleActions()) {
            at(
                    change,
                    () -> client.post(
                            path,
                            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                    .objectNode()
                                    .put("action", action)));
        }
    }

    /** Says in which file the object stands that was refused. */
    private static void at(Change change, Runnable request) {
        try {
            request.run();
        } catch (CommandException e) {
            String where = change.manifest() == null ? "" : change.manifest().at("") + ": ";
            throw new CommandException(where + change.ref() + ": " + e.getMessage(), e);
        }
    }
}
