package io.weir.catalog;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the catalogue is kept for the whole cluster. Every method but {@link #watch} blocks on the network and belongs on a thread of
 * its own, never on an event loop; implementations are safe for several threads.
 */
public interface CatalogStore extends AutoCloseable {

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
    }

    /** The answer to {@link #changesSince}. */
    sealed interface Delta {
        /** The changes that lead from the asked position to {@code position}; empty where nothing happened. */
        record Changes(Position position, List<Change> changes) implements Delta {}

        /** The log does not reach back, or the history differs: load everything. */
        record Reload(Position position) implements Delta {}
    }

    /** The position now; null for an empty store. */
    @Nullable
    Position position() throws StoreUnavailableException;

    /**
     * Reads everything in pages and hands each object over.
     *
     * @return a position that is not newer than what was read: what changed meanwhile comes again with the next delta
     */
    @Nullable
    Position load(Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException;

    /** What happened since a position. */
    Delta changesSince(Position position) throws StoreUnavailableException;

    /**
     * Applies all edits as one revision each or none of them.
     *
     * @param author who asks, kept with each object
     * @return the changes as stored, in the order of the edits, and the position they made
     * @throws VersionConflictException where an object is not at its expected version; nothing was changed
     */
    Delta.Changes write(List<Edit> edits, String author) throws StoreUnavailableException, VersionConflictException;

    /**
     * Calls back, from a thread of the store's, whenever something may have changed, and after each reconnect. Messages can be lost:
     * callers poll {@link #position} as well.
     */
    void watch(Runnable changed);

    @Override
    void close();
}
