package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.publishing.CatalogEditor;
import io.weir.publishing.CatalogEditor.Deleted;
import io.weir.publishing.CatalogEditor.Saved;
import io.weir.publishing.IdMaker;
import io.weir.publishing.OutcomeUnknownException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the operations on every kind of object have in common. Any thread of {@link Lanes}. */
final class CatalogObjects<T extends Definition> {
    private final Supplier<Catalog> catalog;
    private final CatalogEditor editor;
    private final IdMaker ids;
    private final Shape<T> shape;

    /**
     * What differs between kinds.
     *
     * @param name what {@code q} looks into beside the id, and ids are made of
     * @param readOnly members that only the server sets, beside those of all kinds
     */
    record Shape<T extends Definition>(
            Kind kind,
            DefinitionReader<T> reader,
            ObjectView<T> view,
            Function<T, @Nullable String> name,
            Set<String> readOnly) {}

    /** Fills in and checks what a body leaves to the server. */
    @FunctionalInterface
    interface Completion<T extends Definition> {
        /** @param before null for a new object */
        void complete(ObjectNode body, @Nullable Stored<T> before, Catalog catalog);
    }

    CatalogObjects(Supplier<Catalog> catalog, CatalogEditor editor, IdMaker ids, Shape<T> shape) {
        this.catalog = catalog;
        this.editor = editor;
        this.ids = ids;
        this.shape = shape;
    }

    Catalog catalog() {
        return catalog.get();
    }

    CatalogEditor editor() {
        return editor;
    }

    Answer list(Call call, Predicate<Stored<T>> visible) {
        return list(call, all(), visible);
    }

    Answer list(Call call, Pages.Source<T> source, Predicate<Stored<T>> visible) {
        Pages.Page<T> page = page(call, source, visible);
        return page.answer(views(call, page.items()));
    }

    Pages.Page<T> page(Call call, Pages.Source<T> source, Predicate<Stored<T>> visible) {
        return Pages.page(call, source, visible, shape.name());
    }

    List<ObjectNode> views(Call call, List<Stored<T>> shown) {
        return shown.stream().map(view(call)).toList();
    }

    /** All of this kind. */
    Pages.Source<T> all() {
        return this::page;
    }

    /** An object that the caller may see. */
    Stored<T> require(String id, Predicate<Stored<T>> visible) {
        Stored<T> stored = cast(catalog.get().find(shape.kind(), id));
        if (stored == null || !visible.test(stored)) {
            throw ProblemException.notFound(shape.kind().label() + ": " + id);
        }
        return stored;
    }

    Answer show(Call call, Stored<T> stored) {
        Answer answer = Preconditions.isKnown(call, stored)
                ? Answer.empty(304)
                : Answer.json(200, view(call).apply(stored));
        return answer.with("ETag", ObjectView.etag(stored));
    }

    /** Makes an object under the id that the body gives, or a free one. */
    Stored<T> create(Call call, Completion<T> completion) throws StoreUnavailableException, OutcomeUnknownException {
        return create(call, now -> draft(call, completion, now));
    }

    /** Makes an object. */
    Stored<T> create(Call call, Function<Catalog, T> make) throws StoreUnavailableException, OutcomeUnknownException {
        Stored<T> stored = editor.create(make, call.author());
        call.trail().isAbout(pathOf(call, stored.definition().id()));
        tell(call, null, stored);
        return stored;
    }

    Answer createAndShow(Call call, Completion<T> completion)
            throws StoreUnavailableException, OutcomeUnknownException {
        return created(call, create(call, completion), ObjectNode::deepCopy);
    }

    /** 201 with what {@code show} makes of the object's view. */
    Answer created(Call call, Stored<T> stored, Function<ObjectNode, ObjectNode> show) {
        return saved(201, call, stored, show.apply(shape.view().plain(stored)));
    }

    /** Makes or replaces the object with an id. */
    Answer put(Call call, String id, Completion<T> completion)
            throws StoreUnavailableException, OutcomeUnknownException {
        Saved<T> saved = editor.put(
                shape.kind(),
                id,
                Preconditions.of(call),
                (before, now) -> revision(call, id, completion, before, now),
                call.author());
        return changed(call, saved);
    }

    /**
     * Changes an object that exists.
     *
     * @param guard looks at it first and throws where the caller must not change it
     */
    Answer change(Call call, String id, Consumer<Stored<T>> guard, Function<T, T> step)
            throws StoreUnavailableException, OutcomeUnknownException {
        Saved<T> saved = editor.<T>put(
                shape.kind(),
                id,
                Preconditions.of(call),
                (before, now) -> {
                    if (before == null) {
                        throw ProblemException.notFound(shape.kind().label() + ": " + id);
                    }
                    guard.accept(before);
                    return step.apply(before.definition());
                },
                call.author());
        return changed(call, saved);
    }

    Answer delete(Call call, String id, Consumer<Stored<T>> guard)
            throws StoreUnavailableException, OutcomeUnknownException {
        Deleted<T> deleted = editor.delete(shape.kind(), id, Preconditions.of(call), guard, call.author());
        tell(call, deleted.stored(), null);
        call.trail().deleted(deleted.along());
        return Answer.empty(204);
    }

    private T draft(Call call, Completion<T> completion, Catalog now) {
        ObjectNode body = call.object();
        String given = body.path(ObjectView.ID).textValue();
        String name = body.path("name").textValue();
        ReadOnlyFields.take(body, given == null ? ids.free(shape.kind(), name, now) : given, Set.of(), null, null);
        completion.complete(body, null, now);
        return shape.reader().read(body);
    }

    private T revision(Call call, String id, Completion<T> completion, @Nullable Stored<T> before, Catalog now) {
        ObjectNode body = call.object();
        ObjectNode view = before == null ? null : shape.view().export(before);
        ReadOnlyFields.take(body, id, shape.readOnly(), before, view);
        completion.complete(body, before, now);
        return shape.reader().read(body);
    }

    private Answer changed(Call call, Saved<T> saved) {
        tell(call, saved.before(), saved.stored());
        return saved(
                saved.isNew() ? 201 : 200, call, saved.stored(), shape.view().plain(saved.stored()));
    }

    private void tell(Call call, @Nullable Stored<T> before, @Nullable Stored<T> after) {
        call.trail()
                .changed(
                        before == null ? null : shape.view().export(before),
                        after == null ? null : shape.view().export(after),
                        shape.view().secrets());
        if (after != null) {
            call.trail().made(after.revision());
        }
    }

    /** An id below those that the path names. */
    private static String pathOf(Call call, String id) {
        String parent = AuditTarget.of(call.operation(), call.parameters()).object();
        return parent == null ? id : parent + "/" + id;
    }

    private static Answer saved(int status, Call call, Stored<?> stored, ObjectNode view) {
        Answer answer = Answer.json(status, view).with("ETag", ObjectView.etag(stored));
        return status == 201 ? answer.with("Location", location(call, stored)) : answer;
    }

    private static String location(Call call, Stored<?> stored) {
        StringBuilder path = new StringBuilder(Contract.BASE);
        for (String step : call.operation().path().substring(1).split("/")) {
            path.append('/')
                    .append(step.startsWith("{") ? call.parameters().path(step.substring(1, step.length() - 1)) : step);
        }
        String id = stored.definition().id();
        return call.operation().method().name().equals("PUT") ? path.toString() : path + "/" + id;
    }

    private Function<Stored<T>, ObjectNode> view(Call call) {
        return !shape.view().secrets().isEmpty() && call.wantsExport() ? shape.view()::export : shape.view()::plain;
    }

    private List<Stored<T>> page(@Nullable String after, int limit, Predicate<Stored<T>> filter) {
        return catalog.get().page(shape.kind(), after, limit, stored -> filter.test(castKnown(stored))).stream()
                .map(CatalogObjects::<T>castKnown)
                .toList();
    }

    @SuppressWarnings("unchecked") // the catalogue gives objects of the kind that was asked for
    private static <T extends Definition> @Nullable Stored<T> cast(@Nullable Stored<?> stored) {
        return (Stored<T>) stored;
    }

    @SuppressWarnings("unchecked") // the catalogue gives objects of the kind that was asked for
    private static <T extends Definition> Stored<T> castKnown(Stored<?> stored) {
        return (Stored<T>) stored;
    }
}
