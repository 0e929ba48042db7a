package io.weir.cli.manifest;

import io.weir.cli.manifest.Change.Action;
import java.io.PrintWriter;

/** Shows a plan: a line for each object, below it what changes. */
final class PlanPrinter {
    private PlanPrinter() {}

    static void print(ChangePlan plan, PrintWriter out) {
        for (Change change : plan.changes()) {
            out.println(change.action().sign() + " " + change.ref());
            change.diffs().forEach(diff -> out.println("    " + diff));
        }
        out.println(plan.count(Action.CREATE) + " to create, " + plan.count(Action.UPDATE) + " to change, "
                + plan.count(Action.DELETE) + " to delete, " + plan.unchanged() + " unchanged");
        out.flush();
    }
}
