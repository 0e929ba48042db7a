package io.weir.catalog;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the documents of a catalogue into a store, one after another. APIs whose document cannot be had go on without it. Blocks on both
 * stores; one thread.
 */
public final class DocumentCopy {
    private final Source source;
    private final CatalogStore to;
    private final InstantSource clock;
    private final String author;
    private final Map<String, Api.DocumentRef> copied = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    /** Where documents come from. */
    @FunctionalInterface
    public interface Source {
        /** A source that has none, for when the store with the documents is away. */
        Source NOTHING = (api, reference) -> Optional.empty();

        /** The document; empty where it is gone. */
        Optional<byte[]> document(String api, Api.DocumentRef reference) throws StoreUnavailableException;
    }

    /**
     * @param clock tells when an API lost its document
     * @param author who wanted it all
     */
    public DocumentCopy(Source source, CatalogStore to, InstantSource clock, String author) {
        this.source = source;
        this.to = to;
        this.clock = clock;
        this.author = author;
    }

    /** Copies the documents of this catalogue that were not copied yet. */
    public void copy(Catalog catalog) throws StoreUnavailableException {
        for (Stored<?> stored : catalog.all(Kind.API)) {
            if (stored.definition() instanceof Api api && api.document() != null) {
                copy(api.id(), api.document());
            }
        }
    }

    private void copy(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        Api.DocumentRef before = copied.get(api);
        if (before != null && before.sha256().equals(reference.sha256())) {
            return;
        }
        Optional<byte[]> document = source.document(api, reference);
        if (document.isPresent()) {
            copied.put(api, to.putDocument(api, document.get(), reference.mediaType()));
        }
    }

    /**
     * Every object of a catalogue, with APIs referring to the copies. One that loses its document is a new version.
     *
     * @param revision that such a version belongs to
     */
    public List<Stored<? extends Definition>> references(Catalog catalog, long revision) {
        missing.clear();
        List<Stored<? extends Definition>> objects = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Stored<?> stored : catalog.all(kind)) {
                objects.add(
                        stored.definition() instanceof Api api && api.document() != null
                                ? reference(stored, api, api.document(), revision)
                                : stored);
            }
        }
        return objects;
    }

    private Stored<Api> reference(Stored<?> stored, Api api, Api.DocumentRef wanted, long revision) {
        Api.DocumentRef there = copied.get(api.id());
        if (there != null && there.sha256().equals(wanted.sha256())) {
            return new Stored<>(
                    api.withDocument(there),
                    stored.version(),
                    stored.revision(),
                    stored.created(),
                    stored.updated(),
                    stored.author());
        }
        missing.add(api.id());
        return withoutDocument(stored, api, revision, clock, author);
    }

    /** An API that goes on without its document. */
    static Stored<Api> withoutDocument(Stored<?> stored, Api api, long revision, InstantSource clock, String author) {
        return new Stored<>(
                api.withDocument(null),
                stored.version() + 1,
                revision,
                stored.created(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                author);
    }

    /** The ids of the APIs that lost their document in the last {@link #references}, sorted. */
    public List<String> missing() {
        return List.copyOf(missing);
    }
}
