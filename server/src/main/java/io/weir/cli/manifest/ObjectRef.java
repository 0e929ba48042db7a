package io.weir.cli.manifest;

import java.util.Comparator;

/**
 * Which object.
 *
 * @param id unique within its kind
 */
public record ObjectRef(ManifestKind kind, String id) implements Comparable<ObjectRef> {
    private static final Comparator<ObjectRef> ORDER =
            Comparator.comparing(ObjectRef::kind).thenComparing(ObjectRef::id);

    @Override
    public int compareTo(ObjectRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + " " + id;
    }
}
