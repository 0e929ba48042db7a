package io.weir.catalog;

import io.weir.memory.InMemoryCatalogStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store in memory that can be away, be replaced by another one, and lose its messages. */
final class FragileStore implements CatalogStore {
    volatile InMemoryCatalogStore inner;
    volatile boolean isAway;
    volatile boolean isMute;

    FragileStore(InMemoryCatalogStore inner) {
        this.inner = inner;
    }

    static InMemoryCatalogStore newStore(long seed) {
        return new InMemoryCatalogStore(InstantSource.system(), new Random(seed), 10_000);
    }

    @Override
    public @Nullable Position position() throws StoreUnavailableException {
        return present().position();
    }

    @Override
    public @Nullable Position load(Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException {
        return present().load(each);
    }

    @Override
    public Delta changesSince(Position position) throws StoreUnavailableException {
        return present().changesSince(position);
    }

    @Override
    public Delta.Changes write(@Nullable Position base, List<Edit> edits, String author)
            throws StoreUnavailableException, VersionConflictException, StalePositionException {
        return present().write(base, edits, author);
    }

    @Override
    public Api.DocumentRef putDocument(String api, byte[] document, String mediaType) throws StoreUnavailableException {
        return present().putDocument(api, document, mediaType);
    }

    @Override
    public Optional<byte[]> document(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        return present().document(api, reference);
    }

    @Override
    public void watch(Runnable changed) {
        inner.watch(() -> {
            if (!isMute) {
                changed.run();
            }
        });
    }

    @Override
    public CatalogContents contents() {
        return inner.contents();
    }

    @Override
    public void close() {
        inner.close();
    }

    private InMemoryCatalogStore present() throws StoreUnavailableException {
        if (isAway) {
            throw new StoreUnavailableException("away");
        }
        return inner;
    }
}
