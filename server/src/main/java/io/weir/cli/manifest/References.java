package io.weir.cli.manifest;

import static io.weir.cli.manifest.ManifestKind.API;
import static io.weir.cli.manifest.ManifestKind.APPLICATION;
import static io.weir.cli.manifest.ManifestKind.KEY;
import static io.weir.cli.manifest.ManifestKind.ORGANIZATION;
import static io.weir.cli.manifest.ManifestKind.PLAN;
import static io.weir.cli.manifest.ManifestKind.SUBSCRIPTION;
import static io.weir.cli.manifest.ManifestKind.TOKEN;
import static io.weir.cli.manifest.ManifestKind.USER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which objects an object refers to, and whether they will be there. */
final class References {
    /** A field, or an array's items, that hold ids of another kind. */
    private record Reference(String field, ManifestKind to) {}

    private static final Map<ManifestKind, List<Reference>> FIELDS = Map.of(
            USER, List.of(new Reference("organization", ORGANIZATION)),
            TOKEN, List.of(new Reference("user", USER)),
            PLAN, List.of(new Reference("organization", ORGANIZATION)),
            API, List.of(new Reference("organization", ORGANIZATION), new Reference("plans", PLAN)),
            APPLICATION, List.of(new Reference("organization", ORGANIZATION), new Reference("owner", USER)),
            KEY, List.of(new Reference("application", APPLICATION)),
            SUBSCRIPTION,
                    List.of(
                            new Reference("application", APPLICATION),
                            new Reference("api", API),
                            new Reference("plan", PLAN)));

    private References() {}

    /** By the path of the field that refers. */
    static Map<String, ObjectRef> of(Manifest manifest) {
        return of(manifest.ref().kind(), manifest.fields());
    }

    static Map<String, ObjectRef> of(ManifestKind kind, ObjectNode fields) {
        Map<String, ObjectRef> references = new LinkedHashMap<>();
        for (Reference reference : FIELDS.getOrDefault(kind, List.of())) {
            JsonNode value = fields.path(reference.field());
            if (value.isTextual()) {
                references.put(reference.field(), new ObjectRef(reference.to(), value.asText()));
            }
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                references.put(
                        reference.field() + "[" + i + "]",
                        new ObjectRef(reference.to(), value.get(i).asText()));
            }
        }
        return references;
    }

    /** Reports references to objects that are neither in the files nor stay in the cluster. */
    static void check(Collection<Manifest> manifests, Predicate<ObjectRef> stays, Problems problems) {
        Set<ObjectRef> inFiles = new HashSet<>();
        manifests.forEach(manifest -> inFiles.add(manifest.ref()));
        for (Manifest manifest : manifests) {
            of(manifest).forEach((field, ref) -> {
                if (!inFiles.contains(ref) && !stays.test(ref)) {
                    problems.add(
                            manifest.at(field),
                            field + ": " + ref.id() + " (expected: the id of a "
                                    + ref.kind().word() + " in these files or in the cluster)");
                }
            });
        }
    }
}
