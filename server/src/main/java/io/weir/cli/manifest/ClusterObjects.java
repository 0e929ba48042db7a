package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.AdminClient;
import io.weir.cli.AdminRefusal;
import io.weir.cli.Progress;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a cluster holds now, as far as it was asked for: each object as the REST API shows it, with digests. One thread. */
final class ClusterObjects {
    /** Up to this many objects of a kind are asked for one by one; for more, the whole list is read. */
    private static final int SINGLE_READS = 50;

    private static final int NOT_FOUND = 404;

    private final AdminClient client;
    private final Progress progress;
    private final Map<ObjectRef, ObjectNode> objects = new TreeMap<>();

    private ClusterObjects(AdminClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    /** Reads everything. */
    static ClusterObjects readAll(AdminClient client, Progress progress) {
        return read(client, progress, List.of(), EnumSet.allOf(ManifestKind.class));
    }

    /**
     * Reads what files speak of.
     *
     * @param manifests these objects, and those that they refer to
     * @param whole kinds of which every object is wanted
     */
    static ClusterObjects read(
            AdminClient client, Progress progress, Collection<Manifest> manifests, Set<ManifestKind> whole) {
        ClusterObjects objects = new ClusterObjects(client, progress);
        Set<ObjectRef> wanted = new TreeSet<>();
        manifests.forEach(manifest -> {
            wanted.add(manifest.ref());
            wanted.addAll(References.of(manifest).values());
        });
        for (ManifestKind kind : ManifestKind.values()) {
            Set<ObjectRef> ofKind =
                    wanted.stream().filter(ref -> ref.kind() == kind).collect(Collectors.toSet());
            boolean isWhole = whole.contains(kind);
            // All keys are found by way of all applications.
            boolean leadsToKeys = kind == ManifestKind.APPLICATION && whole.contains(ManifestKind.KEY);
            if (kind == ManifestKind.KEY) {
                objects.readKeys(isWhole ? objects.ids(ManifestKind.APPLICATION) : applications(manifests));
            } else if (isWhole || leadsToKeys || ofKind.size() > SINGLE_READS) {
                objects.list(kind, ObjectPaths.list(kind));
            } else {
                ofKind.forEach(objects::readOne);
            }
        }
        return objects;
    }

    /** One object. */
    Optional<ObjectNode> find(ObjectRef ref) {
        return Optional.ofNullable(objects.get(ref));
    }

    /** All that were read. */
    Map<ObjectRef, ObjectNode> all() {
        return objects;
    }

    private Set<String> ids(ManifestKind kind) {
        return objects.keySet().stream()
                .filter(ref -> ref.kind() == kind)
                .map(ObjectRef::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> applications(Collection<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.ref().kind() == ManifestKind.KEY)
                .map(manifest -> manifest.fields().path("application").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void readKeys(Set<String> applications) {
        for (String application : applications) {
            if (objects.containsKey(new ObjectRef(ManifestKind.APPLICATION, application))) {
                list(ManifestKind.KEY, ObjectPaths.keys(application));
            }
        }
    }

    private void list(ManifestKind kind, String path) {
        client.list(path, object -> {
            objects.put(new ObjectRef(kind, object.path("id").asText()), object);
            progress.count(objects.size(), "objects");
        });
    }

    private void readOne(ObjectRef ref) {
        try {
            objects.put(ref, client.get(ObjectPaths.exported(ref)).object());
        } catch (AdminRefusal refusal) {
            if (refusal.status() != NOT_FOUND) {
                throw refusal;
            }
        }
    }
}
