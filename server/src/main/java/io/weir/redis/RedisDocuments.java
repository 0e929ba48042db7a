package io.weir.redis;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Digests;
import io.weir.catalog.StoreUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Imported documents, compressed and cut into pieces that do not keep the server busy. Any thread. */
final class RedisDocuments {
    static final int CHUNK_BYTES = 512 << 10;

    /** For a document that no API came to refer to. */
    static final Duration UNUSED_TTL = Duration.ofHours(1);

    private final RedisOperations operations;

    RedisDocuments(RedisOperations operations) {
        this.operations = operations;
    }

    Api.DocumentRef put(String api, byte[] document, String mediaType) throws StoreUnavailableException {
        if (document.length > CatalogStore.MAX_DOCUMENT_BYTES) {
            throw new IllegalArgumentException("document: " + document.length + " bytes (expected: at most "
                    + CatalogStore.MAX_DOCUMENT_BYTES + ")");
        }
        String sha256 = sha256(document);
        byte[] packed = gzip(document);
        int chunks = (packed.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
        for (int i = 0; i < chunks; i++) {
            byte[] key = key(api, sha256, i);
            byte[] chunk = Arrays.copyOfRange(packed, i * CHUNK_BYTES, Math.min(packed.length, (i + 1) * CHUNK_BYTES));
            operations.run(client -> keep(client, key, chunk));
        }
        return new Api.DocumentRef(sha256, chunks, mediaType);
    }

    /** A chunk that an API refers to already has no TTL, and must not be given one. */
    private static boolean keep(RedisClient client, byte[] key, byte[] chunk) {
        SetParams ifAbsent = SetParams.setParams().nx().ex(UNUSED_TTL.toSeconds());
        return client.set(key, chunk, ifAbsent) != null
                || client.ttl(key) < 0
                || client.expire(key, UNUSED_TTL.toSeconds()) == 1;
    }

    Optional<byte[]> get(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < reference.chunks(); i++) {
            byte[] key = key(api, reference.sha256(), i);
            Optional<byte[]> chunk = operations.run(client -> Optional.ofNullable(client.get(key)));
            if (chunk.isEmpty()) {
                return Optional.empty();
            }
            packed.writeBytes(chunk.get());
        }
        return Optional.of(gunzip(packed.toByteArray()))
                .filter(document -> sha256(document).equals(reference.sha256()));
    }

    /** True where every chunk is there; those that would end soon stay for a while. */
    boolean isWhole(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        boolean isWhole = true;
        for (int i = 0; i < reference.chunks() && isWhole; i++) {
            byte[] key = key(api, reference.sha256(), i);
            isWhole = operations.run(client ->
                    client.exists(key) && (client.ttl(key) < 0 || client.expire(key, UNUSED_TTL.toSeconds()) == 1));
        }
        return isWhole;
    }

    private static byte[] key(String api, String sha256, int chunk) {
        return RedisKeys.chunk(api, sha256, chunk).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] document) {
        return HexFormat.of().formatHex(Digests.newSha256().digest(document));
    }

    private static byte[] gzip(byte[] document) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] gunzip(byte[] packed) throws StoreUnavailableException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(CatalogStore.MAX_DOCUMENT_BYTES);
        } catch (IOException e) {
            throw new StoreUnavailableException("a document in the data store is damaged", e);
        }
    }
}
