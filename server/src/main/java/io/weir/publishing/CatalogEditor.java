package io.weir.publishing;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogWriter;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.LaterFormatException;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.VersionConflictException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes the catalogue by the rules of publishing. What the rules looked at still holds when the change is applied, on whichever node
 * others write meanwhile. Blocks on the store; any thread but an event loop.
 */
public final class CatalogEditor {
    private final CatalogWriter writer;
    private final Map<Kind, Rules<?>> rules = new EnumMap<>(Kind.class);

    public CatalogEditor(CatalogWriter writer) {
        this.writer = writer;
        rules.put(Kind.ORGANIZATION, new OrganizationRules());
        rules.put(Kind.USER, new UserRules());
        rules.put(Kind.TOKEN, new TokenRules());
        rules.put(Kind.PLAN, new PlanRules());
        rules.put(Kind.API, new ApiRules());
        rules.put(Kind.APPLICATION, new ApplicationRules());
        rules.put(Kind.KEY, new KeyRules());
        rules.put(Kind.SUBSCRIPTION, new SubscriptionRules());
    }

    /** Says what an object shall become. Quick and without effects: it is asked again where somebody else was faster. */
    @FunctionalInterface
    public interface Revision<T extends Definition> {
        /** @param before what there is; null for nothing */
        T apply(@Nullable Stored<T> before, Catalog catalog);
    }

    /**
     * What became of an object.
     *
     * @param before what there was; null for nothing
     */
    public record Saved<T extends Definition>(
            Stored<T> stored, @Nullable Stored<T> before) {

        /** True where there was none before. */
        public boolean isNew() {
            return before == null;
        }
    }

    /**
     * What is gone.
     *
     * @param along what went with it
     */
    public record Deleted<T extends Definition>(Stored<T> stored, List<Edit> along) {}

    /**
     * Makes an object.
     *
     * @param make says what it shall be; its id must be free
     * @throws RefusedException where the rules are against it
     * @throws StoreUnavailableException where nothing was written
     */
    public <T extends Definition> Stored<T> create(Function<Catalog, T> make, String author)
            throws StoreUnavailableException, OutcomeUnknownException {
        return this.<T>store(
                        catalog -> {
                            T definition = make.apply(catalog);
                            if (catalog.find(definition.kind(), definition.id()) != null) {
                                throw RefusedException.conflict(
                                        "already-exists",
                                        definition.kind().label() + " " + definition.id() + " exists");
                            }
                            return new Draft<>(definition, null);
                        },
                        author)
                .stored();
    }

    /**
     * Makes or replaces the object with an id. Nothing is written where it is to stay as it is.
     *
     * @throws RefusedException where the rules are against it, or the condition does not hold
     * @throws StoreUnavailableException where nothing was written
     */
    public <T extends Definition> Saved<T> put(
            Kind kind, String id, Precondition condition, Revision<T> revision, String author)
            throws StoreUnavailableException, OutcomeUnknownException {
        return store(
                catalog -> {
                    Stored<T> before = find(catalog, kind, id);
                    condition.require(before, kind.label() + " " + id);
                    return new Draft<>(revision.apply(before, catalog), before);
                },
                author);
    }

    /**
     * Deletes an object and what goes along with it, all or nothing.
     *
     * @param guard looks at the object first and throws where the caller must not delete it
     * @throws RefusedException where it does not exist, the rules are against it, or the condition does not hold
     * @throws StoreUnavailableException where nothing was written
     */
    public <T extends Definition> Deleted<T> delete(
            Kind kind, String id, Precondition condition, Consumer<Stored<T>> guard, String author)
            throws StoreUnavailableException, OutcomeUnknownException {
        List<Deleted<T>> last = new ArrayList<>(1);
        write(
                catalog -> {
                    Stored<T> stored = find(catalog, kind, id);
                    if (stored == null) {
                        throw RefusedException.notFound(kind.label() + ": " + id + " (expected: one that exists)");
                    }
                    guard.accept(stored);
                    condition.require(stored, kind.label() + " " + id);
                    List<Edit> along = this.<T>rulesOf(kind).deleteAlong(stored, catalog);
                    last.clear();
                    last.add(new Deleted<>(stored, List.copyOf(along)));
                    List<Edit> edits = new ArrayList<>(along);
                    edits.add(Edit.delete(kind, id, stored.version()));
                    return edits;
                },
                author);
        return last.get(0);
    }

    /**
     * Tries a new object without writing it.
     *
     * @throws RefusedException where the rules are against it
     */
    public <T extends Definition> void tryOut(T definition, Catalog catalog) {
        edits(new Draft<>(definition, null), catalog);
    }

    /** An object as it shall be, and as it is. */
    private record Draft<T extends Definition>(
            T after, @Nullable Stored<T> before) {}

    private <T extends Definition> Saved<T> store(Function<Catalog, Draft<T>> draft, String author)
            throws StoreUnavailableException, OutcomeUnknownException {
        List<Draft<T>> last = new ArrayList<>(1);
        List<Change> changes = write(
                catalog -> {
                    Draft<T> made = draft.apply(catalog);
                    last.clear();
                    last.add(made);
                    return edits(made, catalog);
                },
                author);
        Draft<T> made = last.get(0);
        Stored<T> before = made.before();
        return changes.isEmpty()
                ? new Saved<>(Objects.requireNonNull(before), before)
                : new Saved<>(cast(Objects.requireNonNull(changes.get(0).stored())), before);
    }

    private <T extends Definition> List<Edit> edits(Draft<T> draft, Catalog catalog) {
        Stored<T> before = draft.before();
        T after = draft.after();
        if (before != null && before.definition().equals(after)) {
            return List.of();
        }
        List<FieldProblem> problems =
                this.<T>rulesOf(after.kind()).check(before == null ? null : before.definition(), after, catalog);
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
        }
        return List.of(Edit.put(after, before == null ? 0 : before.version()));
    }

    private List<Change> write(Function<Catalog, List<Edit>> change, String author)
            throws StoreUnavailableException, OutcomeUnknownException {
        boolean[] isSent = new boolean[1];
        try {
            return writer.write(
                    catalog -> {
                        List<Edit> edits = change.apply(catalog);
                        isSent[0] = true;
                        return edits;
                    },
                    author);
        } catch (LaterFormatException e) {
            throw e;
        } catch (StoreUnavailableException e) {
            if (isSent[0]) {
                throw new OutcomeUnknownException(e);
            }
            throw e;
        } catch (VersionConflictException e) {
            throw RefusedException.stale(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // the map has the rules of each kind under that kind
    private <T extends Definition> Rules<T> rulesOf(Kind kind) {
        return (Rules<T>) Objects.requireNonNull(rules.get(kind));
    }

    @SuppressWarnings("unchecked") // callers name the kind and its record together
    private static <T extends Definition> @Nullable Stored<T> find(Catalog catalog, Kind kind, String id) {
        return (Stored<T>) catalog.find(kind, id);
    }

    @SuppressWarnings("unchecked") // the store answers with the object that was written
    private static <T extends Definition> Stored<T> cast(Stored<? extends Definition> stored) {
        return (Stored<T>) stored;
    }
}
