package io.weir.memory;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogContents;
import io.weir.catalog.CatalogImage;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Definition;
import io.weir.catalog.Digests;
import io.weir.catalog.Kind;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.Stored;
import io.weir.catalog.VersionConflictException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A catalogue that lives as long as this object. Never away; any thread. */
public final class InMemoryCatalogStore implements CatalogStore {
    private final InstantSource clock;
    private final RandomGenerator random;
    private final int maxLogEntries;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Map<Key, Stored<? extends Definition>> objects = new HashMap<>();
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Deque<Entry> log = new ArrayDeque<>();
    private final Map<String, String> successors = new HashMap<>();
    private @Nullable Position position;

    private record Key(Kind kind, String id) {}

    private record Entry(@Nullable Position from, Position to, List<Key> keys) {}

    /** @param maxLogEntries how many writes back a delta reaches */
    public InMemoryCatalogStore(InstantSource clock, RandomGenerator random, int maxLogEntries) {
        this.clock = clock;
        this.random = random;
        this.maxLogEntries = maxLogEntries;
    }

    @Override
    public synchronized @Nullable Position position() {
        return position;
    }

    @Override
    public synchronized @Nullable Position load(Consumer<Stored<? extends Definition>> each) {
        objects.values().forEach(each);
        return position;
    }

    @Override
    public synchronized Delta changesSince(Position since) {
        if (since.equals(position)) {
            return new Delta.Changes(since, List.of());
        }
        Set<Key> changed = new LinkedHashSet<>();
        boolean isReached = false;
        for (Entry entry : log) {
            isReached |= since.equals(entry.from);
            if (isReached) {
                changed.addAll(entry.keys);
            }
        }
        if (!isReached || position == null) {
            return new Delta.Reload(position);
        }
        List<Change> changes = changed.stream()
                .map(key -> new Change(key.kind, key.id, objects.get(key)))
                .toList();
        return new Delta.Changes(position, changes);
    }

    @Override
    public Delta.Changes write(@Nullable Position base, List<Edit> edits, String author)
            throws VersionConflictException, StalePositionException {
        Delta.Changes written = apply(base, Edit.checked(edits), author);
        watchers.forEach(Runnable::run);
        return written;
    }

    private synchronized Delta.Changes apply(@Nullable Position base, List<Edit> edits, String author)
            throws VersionConflictException, StalePositionException {
        if (!Objects.equals(base, position)) {
            throw new StalePositionException(base, position);
        }
        for (Edit edit : edits) {
            requireVersion(edit);
        }
        Position next = base == null
                ? new Position(newToken(), 1, newToken())
                : new Position(base.epoch(), base.revision() + 1, newToken());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Change> changes = edits.stream()
                .map(edit -> apply(edit, next.revision(), now, author))
                .toList();
        log.add(new Entry(
                base,
                next,
                edits.stream().map(edit -> new Key(edit.kind(), edit.id())).toList()));
        while (log.size() > maxLogEntries) {
            log.remove();
        }
        position = next;
        return new Delta.Changes(next, changes);
    }

    private void requireVersion(Edit edit) throws VersionConflictException {
        Stored<?> there = objects.get(new Key(edit.kind(), edit.id()));
        long version = there == null ? 0 : there.version();
        if (edit.expectedVersion() != Edit.ANY_VERSION && edit.expectedVersion() != version) {
            throw new VersionConflictException(edit.kind(), edit.id(), edit.expectedVersion(), version);
        }
    }

    private Change apply(Edit edit, long revision, Instant now, String author) {
        Key key = new Key(edit.kind(), edit.id());
        Stored<?> before = objects.get(key);
        dropDocument(before, edit.definition());
        Definition definition = edit.definition();
        if (definition == null) {
            objects.remove(key);
            return new Change(edit.kind(), edit.id(), null);
        }
        Stored<Definition> after = new Stored<>(
                definition,
                before == null ? 1 : before.version() + 1,
                revision,
                before == null ? now : before.created(),
                now,
                author);
        objects.put(key, after);
        return new Change(edit.kind(), edit.id(), after);
    }

    private void dropDocument(@Nullable Stored<?> before, @Nullable Definition after) {
        Api.DocumentRef kept = after instanceof Api api ? api.document() : null;
        if (before != null
                && before.definition() instanceof Api api
                && api.document() != null
                && !api.document().equals(kept)) {
            documents.remove(documentKey(api.id(), api.document().sha256()));
        }
    }

    @Override
    public synchronized Api.DocumentRef putDocument(String api, byte[] document, String mediaType) {
        String sha256 = HexFormat.of().formatHex(Digests.newSha256().digest(document));
        documents.put(documentKey(api, sha256), document.clone());
        return new Api.DocumentRef(sha256, 1, mediaType);
    }

    @Override
    public synchronized Optional<byte[]> document(String api, Api.DocumentRef reference) {
        return Optional.ofNullable(documents.get(documentKey(api, reference.sha256())))
                .map(byte[]::clone);
    }

    @Override
    public CatalogContents contents() {
        return new Contents();
    }

    /** What is there as a whole, under the store's own lock. */
    private final class Contents implements CatalogContents {
        @Override
        public Map<Kind, Long> sizes() {
            synchronized (InMemoryCatalogStore.this) {
                Map<Kind, Long> sizes = new EnumMap<>(Kind.class);
                for (Kind kind : Kind.values()) {
                    sizes.put(
                            kind,
                            objects.keySet().stream()
                                    .filter(key -> key.kind() == kind)
                                    .count());
                }
                return sizes;
            }
        }

        @Override
        public List<String> absent(Kind kind, List<String> ids) {
            synchronized (InMemoryCatalogStore.this) {
                return ids.stream()
                        .filter(id -> !objects.containsKey(new Key(kind, id)))
                        .toList();
            }
        }

        @Override
        public boolean hasDocument(String api, Api.DocumentRef reference) {
            return document(api, reference).isPresent();
        }

        @Override
        public Position replace(@Nullable Position there, CatalogImage image) throws StalePositionException {
            Position replaced = replaceAll(there, image);
            watchers.forEach(Runnable::run);
            return replaced;
        }

        @Override
        public void succeed(String former, String successor) {
            synchronized (InMemoryCatalogStore.this) {
                successors.put(former, successor);
            }
        }

        @Override
        public Optional<String> successor(String epoch) {
            synchronized (InMemoryCatalogStore.this) {
                return Optional.ofNullable(successors.get(epoch));
            }
        }
    }

    private synchronized Position replaceAll(@Nullable Position there, CatalogImage image)
            throws StalePositionException {
        if (!Objects.equals(there, position)) {
            throw new StalePositionException(there, position);
        }
        objects.clear();
        log.clear();
        image.objects()
                .forEach(stored -> objects.put(
                        new Key(stored.definition().kind(), stored.definition().id()), stored));
        image.succeeds().forEach(former -> successors.put(former, image.epoch()));
        position = new Position(image.epoch(), image.revision(), newToken());
        return position;
    }

    @Override
    public void watch(Runnable changed) {
        watchers.add(changed);
    }

    @Override
    public void close() {
        watchers.clear();
    }

    private static String documentKey(String api, String sha256) {
        return api + ":" + sha256;
    }

    private String newToken() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
