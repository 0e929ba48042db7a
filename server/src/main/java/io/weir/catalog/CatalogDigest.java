package io.weir.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What two nodes compare to see that they hold the same objects: the sum, modulo 2^128 in two halves, of the first half of a SHA-256
 * over each object's kind, id, version, revision, time and author. Adding and taking away one object costs one hash, in any order. The
 * content is not in it, because a node of another version may write it differently (docs/adr/0006).
 *
 * @param high first 64 bits
 * @param low last 64 bits
 */
record CatalogDigest(long high, long low) {
    static final CatalogDigest EMPTY = new CatalogDigest(0, 0);

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }

    /** Adds up; one thread. */
    static final class Sum {
        private final MessageDigest sha256 = Digests.newSha256();
        private long high;
        private long low;

        Sum(CatalogDigest start) {
            this.high = start.high;
            this.low = start.low;
        }

        void add(Stored<?> stored) {
            ByteBuffer hash = hash(stored);
            high += hash.getLong();
            low += hash.getLong();
        }

        void subtract(Stored<?> stored) {
            ByteBuffer hash = hash(stored);
            high -= hash.getLong();
            low -= hash.getLong();
        }

        CatalogDigest total() {
            return new CatalogDigest(high, low);
        }

        private ByteBuffer hash(Stored<?> stored) {
            Definition definition = stored.definition();
            update(definition.kind().label());
            update(definition.id());
            update(stored.author());
            sha256.update(ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(stored.version())
                    .putLong(stored.revision())
                    .putLong(stored.updated().toEpochMilli())
                    .flip());
            return ByteBuffer.wrap(sha256.digest());
        }

        private void update(String text) {
            sha256.update(text.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
        }
    }
}
