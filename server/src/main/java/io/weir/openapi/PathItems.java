package io.weir.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the references of path items within their document. References to other documents are never fetched. */
final class PathItems {
    private static final String REFERENCE = "$ref";
    private static final int MAX_REFERENCES = 16;

    private final DocumentNode root;
    private final Problems problems;

    PathItems(DocumentNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * A path item with what its reference leads to; its own fields count where both have one.
     *
     * @return null where there is nothing to take, which is among the problems then
     */
    @Nullable
    DocumentNode resolve(DocumentNode item, Pointer where) {
        Map<String, DocumentNode> fields = new LinkedHashMap<>();
        DocumentNode current = item;
        for (int followed = 0; followed <= MAX_REFERENCES; followed++) {
            if (!current.isObject()) {
                notAnObject(current, where);
                return null;
            }
            current.fields().forEach(fields::putIfAbsent);
            DocumentNode reference = current.field(REFERENCE);
            if (reference == null) {
                fields.remove(REFERENCE);
                return new DocumentNode(DocumentNode.Kind.OBJECT, "", fields, item.items(), item.line());
            }
            DocumentNode target = target(reference, where);
            if (target == null) {
                return null;
            }
            current = target;
        }
        problems.warning(
                where.toString(),
                "line " + item.line() + ": left out, because its references do not come to an end after "
                        + MAX_REFERENCES);
        return null;
    }

    private @Nullable DocumentNode target(DocumentNode reference, Pointer where) {
        Pointer place = Pointer.parse(reference.text());
        DocumentNode target = place == null ? null : root.at(place);
        if (target == null) {
            String why = place == null ? "references to other documents are not fetched" : "nothing is there";
            problems.warning(
                    where.with(REFERENCE).toString(),
                    "line " + reference.line() + ": " + reference.text() + ": the path is left out, because " + why);
        }
        return target;
    }

    private void notAnObject(DocumentNode item, Pointer where) {
        if (item.kind() == DocumentNode.Kind.NULL) {
            problems.warning(where.toString(), "line " + item.line() + ": the path has no operations");
        } else {
            problems.error(where.toString(), item.insteadOf("an object with operations"));
        }
    }
}
