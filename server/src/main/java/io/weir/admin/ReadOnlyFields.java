package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Stored;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a body that callers cannot set. They may come back as they were read: {@code revision}, {@code updated} and
 * {@code author} of an earlier version too, because {@code If-Match} is the way to ask for the latest.
 */
final class ReadOnlyFields {
    private static final List<String> ALWAYS =
            List.of(ObjectView.REVISION, ObjectView.CREATED, ObjectView.UPDATED, ObjectView.AUTHOR);

    private ReadOnlyFields() {}

    /**
     * Takes them out of a body.
     *
     * @param more further read-only members of this kind; what is there is kept
     * @param view the object as it is; null for a new one
     * @throws RefusedException naming each that was changed
     */
    static void take(
            ObjectNode body, String id, Set<String> more, @Nullable Stored<?> stored, @Nullable ObjectNode view) {
        List<FieldProblem> problems = new ArrayList<>();
        JsonNode givenId = body.get(ObjectView.ID);
        if (givenId != null && !givenId.asText().equals(id)) {
            problems.add(FieldProblem.of(ObjectView.ID, givenId.asText(), id + ", as in the path"));
        }
        if (stored != null && view != null) {
            requireUnchanged(body, more, stored, view, problems);
        }
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
        }
        body.remove(ALWAYS);
        body.put(ObjectView.ID, id);
        if (view != null) {
            body.remove(more);
            more.stream().filter(view::has).forEach(name -> body.set(name, view.get(name)));
        }
    }

    private static void requireUnchanged(
            ObjectNode body, Set<String> more, Stored<?> stored, ObjectNode view, List<FieldProblem> problems) {
        long revision = body.path(ObjectView.REVISION).asLong(stored.revision());
        if (revision > stored.revision()) {
            problems.add(FieldProblem.of(ObjectView.REVISION, revision, stored.revision() + ", as it is"));
        }
        List<String> fixed = new ArrayList<>(more);
        fixed.add(ObjectView.CREATED);
        if (revision == stored.revision()) {
            fixed.add(ObjectView.UPDATED);
            fixed.add(ObjectView.AUTHOR);
        }
        for (String name : fixed) {
            JsonNode given = body.get(name);
            if (given != null && !given.equals(view.get(name))) {
                String actual = view.has(name) ? view.get(name).asText() : "none";
                problems.add(FieldProblem.of(name, given.asText(), actual + ", as it is: it cannot be set here"));
            }
        }
    }
}
