package io.weir.cli.manifest;

import io.weir.cli.manifest.Change.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that has to be done to make a cluster as files state it.
 *
 * @param changes in the order in which they can be done
 * @param unchanged how many objects of the files are in the cluster as they are stated
 */
record ChangePlan(List<Change> changes, int unchanged) {
    /** These may stand in the way of what comes (a context, a subscription to the same API), and only each other refers to them. */
    private static final Set<ManifestKind> DELETED_FIRST =
            EnumSet.of(ManifestKind.API, ManifestKind.APPLICATION, ManifestKind.KEY, ManifestKind.SUBSCRIPTION);

    ChangePlan {
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparingInt(ChangePlan::stage).thenComparing(ChangePlan::referredFirst));
        changes = List.copyOf(ordered);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** How many changes have this action. */
    long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }

    private static int stage(Change change) {
        if (change.action() != Action.DELETE) {
            return 1;
        }
        return DELETED_FIRST.contains(change.ref().kind()) ? 0 : 2;
    }

    /** What others refer to is made before them and deleted after them. */
    private static int referredFirst(Change a, Change b) {
        int order = a.ref().compareTo(b.ref());
        return a.action() == Action.DELETE ? -order : order;
    }
}
