package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.Expected;
import io.weir.cli.manifest.Change.Action;
import io.weir.cli.manifest.Manifest.DocumentFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares files with a cluster: pure, without any request. One use, one thread. */
final class Planner {
    private static final String LIFECYCLE = "lifecycle";
    /** A file that does not say these leaves them as they are in the cluster. */
    private static final List<String> KEPT_WHERE_UNSAID = List.of(LIFECYCLE, "state", "passwordHash");

    private static final Set<String> ENDED = Set.of("DEPRECATED", "RETIRED");

    private final ObjectForms forms;
    private final Map<ObjectRef, ObjectNode> cluster;
    private final Problems problems;
    private final List<Change> changes = new ArrayList<>();
    private int unchanged;

    /** @param cluster what it holds now, at least all that the files state and all that may be deleted */
    Planner(ObjectForms forms, Map<ObjectRef, ObjectNode> cluster, Problems problems) {
        this.forms = forms;
        this.cluster = cluster;
        this.problems = problems;
    }

    /**
     * @param manifests each object once
     * @param deletions what the files do not state and shall go
     */
    ChangePlan plan(Collection<Manifest> manifests, Set<ObjectRef> deletions) {
        Set<String> newlySubscribed = new HashSet<>();
        manifests.stream()
                .filter(manifest -> manifest.ref().kind() == ManifestKind.SUBSCRIPTION)
                .filter(manifest -> !cluster.containsKey(manifest.ref()))
                .forEach(manifest ->
                        newlySubscribed.add(manifest.fields().path("api").asText()));
        for (Manifest manifest : manifests) {
            ObjectNode now = cluster.get(manifest.ref());
            if (now == null) {
                changes.add(create(manifest, newlySubscribed));
            } else {
                update(manifest, now).ifPresentOrElse(changes::add, () -> unchanged++);
            }
        }
        cluster.forEach((ref, object) -> {
            if (deletions.contains(ref)) {
                changes.add(delete(ref, object));
            }
        });
        return new ChangePlan(changes, unchanged);
    }

    private Change create(Manifest manifest, Set<String> newlySubscribed) {
        ObjectNode fields = forms.canonical(manifest.ref().kind(), manifest.fields());
        List<String> actions = List.of();
        String lifecycle = fields.path(LIFECYCLE).asText();
        if (ENDED.contains(lifecycle) && newlySubscribed.contains(manifest.ref().id())) {
            // Nobody can subscribe to an API that has ended: it ends after its subscriptions are there, without ever
            // being open.
            fields.put(LIFECYCLE, "BLOCKED");
            actions = Lifecycles.way("BLOCKED", lifecycle).orElseThrow();
        }
        return new Change(
                Action.CREATE,
                manifest.ref(),
                fields,
                Expected.nothing(),
                manifest,
                List.of(),
                manifest.document() != null,
                actions);
    }

    private Optional<Change> update(Manifest manifest, ObjectNode now) {
        ManifestKind kind = manifest.ref().kind();
        ObjectNode before = forms.canonical(kind, now);
        ObjectNode after = forms.canonical(kind, manifest.fields());
        JsonNode documentNow = before.remove("document");
        for (String field : KEPT_WHERE_UNSAID) {
            if (!after.has(field) && before.has(field)) {
                after.set(field, before.get(field));
            }
        }
        List<FieldDiff> diffs = new ArrayList<>(FieldDiff.between(before, after, forms.secrets(kind)));
        String digestNow = documentNow == null ? "" : documentNow.path("sha256").asText();
        DocumentFile document = manifest.document();
        boolean hasNewDocument = document != null && !document.sha256().equals(digestNow);
        if (document != null && hasNewDocument) {
            diffs.add(new FieldDiff("document", digestNow, document.sha256()));
        }
        if (diffs.isEmpty()) {
            return Optional.empty();
        }
        List<String> actions = lifecycleActions(manifest, before, after);
        if (before.has(LIFECYCLE)) {
            after.set(LIFECYCLE, before.get(LIFECYCLE));
        }
        return Optional.of(new Change(
                Action.UPDATE, manifest.ref(), after, Expected.same(now), manifest, diffs, hasNewDocument, actions));
    }

    private List<String> lifecycleActions(Manifest manifest, ObjectNode before, ObjectNode after) {
        String from = before.path(LIFECYCLE).asText();
        String to = after.path(LIFECYCLE).asText();
        Optional<List<String>> way = Lifecycles.way(from, to);
        if (way.isEmpty()) {
            problems.add(
                    manifest.at(LIFECYCLE),
                    "lifecycle: " + to + " (expected: a state that " + manifest.ref() + " can still reach from " + from
                            + ")");
        }
        return way.orElse(List.of());
    }

    private static Change delete(ObjectRef ref, ObjectNode now) {
        return new Change(Action.DELETE, ref, now, Expected.same(now), null, List.of(), false, List.of());
    }
}
