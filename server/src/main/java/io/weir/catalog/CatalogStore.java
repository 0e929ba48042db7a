package io.weir.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the catalogue is kept for the whole cluster. Every method but {@link #watch} blocks on the network and belongs on a thread of
 * its own, never on an event loop; implementations are safe for several threads. Whoever wants to change something goes through
 * {@link CatalogWriter}, which knows whether this node follows the store.
 */
public interface CatalogStore extends AutoCloseable {

    /** At most this many edits in one write: the store serves nobody else while it applies them. */
    int MAX_EDITS = 500;

    /** The largest document, in bytes before compression. */
    int MAX_DOCUMENT_BYTES = 100 << 20;

    /**
     * A point in the store's history. Two points are the same history only where {@code epoch} and {@code token} agree.
     *
     * @param epoch random, made with revision 1; another epoch is another store
     * @param revision number of accepted writes
     * @param token random, of the write that made this revision
     */
    record Position(String epoch, long revision, String token) {}

    /**
     * One object's change within a write or a delta.
     *
     * @param stored the new state; null where it was deleted
     */
    record Change(Kind kind, String id, @Nullable Stored<? extends Definition> stored) {}

    /**
     * What a node asks to be changed, all or nothing.
     *
     * @param definition the new state; null to delete
     * @param expectedVersion the version that must be there now: 0 for none, {@link #ANY_VERSION} for whichever
     */
    record Edit(Kind kind, String id, @Nullable Definition definition, long expectedVersion) {
        public static final long ANY_VERSION = -1;

        /** Makes or replaces an object. */
        public static Edit put(Definition definition, long expectedVersion) {
            return new Edit(definition.kind(), definition.id(), definition, expectedVersion);
        }

        /** Deletes an object; nothing happens where it is not there and {@link #ANY_VERSION} is expected. */
        public static Edit delete(Kind kind, String id, long expectedVersion) {
            return new Edit(kind, id, null, expectedVersion);
        }

        /** An unchangeable copy of the edits of one write: 1 to {@link #MAX_EDITS}, each of another object. */
        public static List<Edit> checked(List<Edit> edits) {
            long objects = edits.stream()
                    .map(edit -> edit.kind().label() + ":" + edit.id())
                    .distinct()
                    .count();
            if (edits.isEmpty() || edits.size() > MAX_EDITS || objects < edits.size()) {
                throw new IllegalArgumentException("edits: " + edits.size() + " of " + objects
                        + " objects (expected: 1 to " + MAX_EDITS + ", each of another object)");
            }
            return List.copyOf(edits);
        }
    }

    /** The answer to {@link #changesSince}. */
    sealed interface Delta {
        /**
         * The changes that lead from the asked position to {@code position}; empty where nothing happened. An object may be newer than
         * {@code position} already; then it comes once more with the next delta.
         */
        record Changes(Position position, List<Change> changes) implements Delta {}

        /**
         * The log does not reach back, or the history differs: load everything, if it is still the same catalogue.
         *
         * @param position the position now; null where the store is empty
         */
        record Reload(@Nullable Position position) implements Delta {}
    }

    /** The position now; null for an empty store. */
    @Nullable
    Position position() throws StoreUnavailableException;

    /**
     * Reads everything in pages and hands each object over, now and then one twice.
     *
     * @return a position that is not newer than what was read: what changed meanwhile comes again with the next delta; null for an
     *     empty store
     * @throws StoreUnavailableException also where the store was wiped meanwhile; drop what was handed over
     */
    @Nullable
    Position load(Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException;

    /** What happened since a position. */
    Delta changesSince(Position position) throws StoreUnavailableException;

    /**
     * Applies all edits as one revision, or none of them.
     *
     * @param base the position that the edits were made for, null for an empty store: where the store is elsewhere, nothing is written
     * @param edits 1 to {@link #MAX_EDITS}, each of another object
     * @param author who asks, kept with each object
     * @return the changes as stored, in the order of the edits, and the position they made
     * @throws VersionConflictException where an object is not at its expected version; nothing was changed
     * @throws StalePositionException where the store is not at {@code base}; nothing was changed
     */
    Delta.Changes write(@Nullable Position base, List<Edit> edits, String author)
            throws StoreUnavailableException, VersionConflictException, StalePositionException;

    /**
     * Keeps an imported document. It lasts for an hour unless an API that refers to it is written within that time, and then as long
     * as that API does.
     *
     * @param api the id of the API that will refer to it
     * @param document at most {@link #MAX_DOCUMENT_BYTES}
     * @param mediaType as it was sent
     */
    Api.DocumentRef putDocument(String api, byte[] document, String mediaType) throws StoreUnavailableException;

    /** The document that an API refers to; empty where it is gone. */
    Optional<byte[]> document(String api, Api.DocumentRef reference) throws StoreUnavailableException;

    /**
     * Calls back, from a thread of the store's, whenever something may have changed, and after each reconnect. Messages can be lost:
     * callers poll as well.
     */
    void watch(Runnable changed);

    /** The catalogue there as a whole, for operators' decisions. */
    CatalogContents contents();

    @Override
    void close();
}
