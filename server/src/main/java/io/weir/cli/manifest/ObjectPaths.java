package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;

/** Where the REST API keeps each kind of object, below its base. */
final class ObjectPaths {
    private static final String DIGESTS = "?view=export";
    private static final Set<ManifestKind> WITH_DIGESTS =
            EnumSet.of(ManifestKind.USER, ManifestKind.TOKEN, ManifestKind.KEY);

    private ObjectPaths() {}

    /** All objects of a kind, with their digests; keys are listed by application instead. */
    static String list(ManifestKind kind) {
        return "/" + kind.plural() + digests(kind);
    }

    /** An application's keys, with their digests. */
    static String keys(String application) {
        return "/applications/" + application + "/keys" + DIGESTS;
    }

    /** One object that is no key, with its digests. */
    static String exported(ObjectRef ref) {
        return "/" + ref.kind().plural() + "/" + ref.id() + digests(ref.kind());
    }

    /** One object, to write or delete it. */
    static String of(ObjectRef ref, ObjectNode fields) {
        String parent = ref.kind() == ManifestKind.KEY
                ? "/applications/" + fields.path("application").asText()
                : "";
        return parent + "/" + ref.kind().plural() + "/" + ref.id();
    }

    private static String digests(ManifestKind kind) {
        return WITH_DIGESTS.contains(kind) ? DIGESTS : "";
    }
}
