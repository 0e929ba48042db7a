package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.AdminAnswer;
import io.weir.cli.AdminClient;
import io.weir.cli.AdminRefusal;
import io.weir.cli.CommandException;
import io.weir.cli.Expected;
import io.weir.cli.Progress;
import io.weir.cli.manifest.Change.Action;
import io.weir.cli.manifest.Manifest.DocumentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings a plan into a cluster. Each request is complete in itself and the same when repeated, so a run that ended half way is finished by
 * running again. Each asks for what the plan was made from: what somebody else changed since is refused, not overwritten. One thread.
 */
final class PlanRunner {
    private static final int PRECONDITION_FAILED = 412;

    private final AdminClient client;
    private final Progress progress;
    /** As this run left them. */
    private final Map<ObjectRef, Expected> written = new HashMap<>();

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
                client.delete(path, change.expected());
            } else if (change.isWritten()) {
                learn(change, client.put(path, change.fields(), expected(change)));
            }
            Manifest manifest = change.manifest();
            if (change.hasNewDocument() && manifest != null && manifest.document() != null) {
                learn(change, send(manifest.document(), path + "/document", expected(change)));
            }
        });
    }

    private Expected expected(Change change) {
        return written.getOrDefault(change.ref(), change.expected());
    }

    private void learn(Change change, AdminAnswer answer) {
        written.put(change.ref(), Expected.same(answer.object()));
    }

    private AdminAnswer send(DocumentFile document, String path, Expected expected) {
        try {
            return client.put(path, Files.readAllBytes(document.path()), document.mediaType(), expected);
        } catch (IOException e) {
            throw new CommandException(document.path() + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void takeLifecycleSteps(Change change) {
        String path = ObjectPaths.of(change.ref(), change.fields()) + "/lifecycle";
        for (String action : change.lifecycleActions()) {
            ObjectNode step = JsonNodeFactory.instance.objectNode().put("action", action);
            at(change, () -> learn(change, client.post(path, step, expected(change))));
        }
    }

    /** Says in which file the object stands that was refused. */
    private static void at(Change change, Runnable request) {
        try {
            request.run();
        } catch (CommandException e) {
            String where = change.manifest() == null ? "" : change.manifest().at("") + ": ";
            String advice = e instanceof AdminRefusal refusal && refusal.status() == PRECONDITION_FAILED
                    ? "; somebody changed it since it was compared: nothing of theirs was overwritten"
                    : "";
            throw new CommandException(where + change.ref() + ": " + e.getMessage() + advice, e);
        }
    }
}
