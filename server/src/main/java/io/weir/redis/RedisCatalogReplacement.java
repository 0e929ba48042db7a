package io.weir.redis;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogImage;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;

/**
 * Puts a whole catalogue into Redis: page by page under keys of its own, which end by themselves if this node does, and then in the place
 * of the former one by one script. One use, one thread.
 */
final class RedisCatalogReplacement {
    private static final Logger log = LoggerFactory.getLogger(RedisCatalogReplacement.class);
    private static final RedisScript REPLACE = RedisScript.load("catalog-replace.lua");
    private static final Duration STAGING_TTL = Duration.ofMinutes(10);
    private static final int PAGE = 200;
    private static final int PAGE_CHARACTERS = 64 << 10;
    private static final int TOKEN_BYTES = 16;

    private final RedisOperations operations;
    private final String channel;
    private final String token;
    private final Map<String, String> page = new HashMap<>();
    private int pageCharacters;

    /** What APIs refer to: {@code <sha256> <chunks>} by the API's id. */
    private final Map<String, String> documents = new LinkedHashMap<>();

    /** @param random for the new position's token; unpredictable */
    RedisCatalogReplacement(RedisOperations operations, String channel, RandomGenerator random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        this.operations = operations;
        this.channel = channel;
        this.token = HexFormat.of().formatHex(bytes);
    }

    Position run(@Nullable Position there, CatalogImage image)
            throws StoreUnavailableException, StalePositionException {
        try {
            for (Kind kind : Kind.values()) {
                stage(kind, image);
            }
            stageDocuments();
            Map<String, String> former =
                    there == null ? Map.of() : operations.run(client -> client.hgetAll(RedisKeys.DOCUMENTS));
            List<?> answer = (List<?>) operations.run(client -> REPLACE.run(client, keys(), arguments(there, image)));
            if (!"ok".equals(answer.get(0))) {
                throw new StalePositionException(
                        there, RedisCatalogStore.position((String) answer.get(1), (String) answer.get(2), (String)
                                answer.get(3)));
            }
            dropChunks(former);
            return new Position(image.epoch(), image.revision(), token);
        } catch (StoreUnavailableException | StalePositionException | RuntimeException e) {
            dropStaging();
            throw e;
        }
    }

    private void stage(Kind kind, CatalogImage image) throws StoreUnavailableException {
        String key = RedisKeys.staging(token, RedisKeys.objects(kind));
        for (Stored<? extends Definition> stored : image.objects()) {
            if (stored.definition().kind() == kind) {
                add(key, stored.definition().id(), json(stored));
                if (stored.definition() instanceof Api api && api.document() != null) {
                    documents.put(
                            api.id(),
                            api.document().sha256() + " " + api.document().chunks());
                }
            }
        }
        flush(key);
    }

    private void stageDocuments() throws StoreUnavailableException {
        String key = RedisKeys.staging(token, RedisKeys.DOCUMENTS);
        for (Map.Entry<String, String> document : documents.entrySet()) {
            add(key, document.getKey(), document.getValue());
            List<String> chunks = chunks(document);
            operations.run(client -> {
                try (AbstractPipeline pipeline = client.pipelined()) {
                    chunks.forEach(pipeline::persist);
                }
                return chunks;
            });
        }
        flush(key);
    }

    private void add(String key, String field, String value) throws StoreUnavailableException {
        page.put(field, value);
        pageCharacters += value.length();
        if (page.size() == PAGE || pageCharacters > PAGE_CHARACTERS) {
            flush(key);
        }
    }

    private void flush(String key) throws StoreUnavailableException {
        if (!page.isEmpty()) {
            operations.run(client -> client.hset(key, page) + client.pexpire(key, STAGING_TTL.toMillis()));
            page.clear();
            pageCharacters = 0;
        }
    }

    /** As the script that writes single objects does it, which reads the beginning again. */
    private static String json(Stored<? extends Definition> stored) {
        return "{\"version\":" + stored.version() + ",\"revision\":" + stored.revision() + ",\"created\":"
                + stored.created().toEpochMilli() + ",\"updated\":"
                + stored.updated().toEpochMilli() + ",\"author\":"
                + CatalogJson.writeAny(stored.author()) + ",\"definition\":" + CatalogJson.write(stored.definition())
                + "}";
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>(
                List.of(RedisKeys.EPOCH, RedisKeys.REVISION, RedisKeys.TOKEN, RedisKeys.LOG, RedisKeys.SUCCESSORS));
        for (Kind kind : Kind.values()) {
            keys.add(RedisKeys.objects(kind));
            keys.add(RedisKeys.staging(token, RedisKeys.objects(kind)));
        }
        keys.add(RedisKeys.DOCUMENTS);
        keys.add(RedisKeys.staging(token, RedisKeys.DOCUMENTS));
        return keys;
    }

    private List<String> arguments(@Nullable Position there, CatalogImage image) {
        List<String> arguments = new ArrayList<>(List.of(
                there == null ? "" : there.epoch(),
                there == null ? "0" : Long.toString(there.revision()),
                there == null ? "" : there.token(),
                image.epoch(),
                Long.toString(image.revision()),
                token,
                channel));
        arguments.addAll(image.succeeds());
        return arguments;
    }

    private static List<String> chunks(Map.Entry<String, String> document) {
        String[] parts = document.getValue().split(" ");
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
            chunks.add(RedisKeys.chunk(document.getKey(), parts[0], i));
        }
        return chunks;
    }

    /** The catalogue stands; what its predecessor's documents take up is worth no failure. */
    private void dropChunks(Map<String, String> former) {
        try {
            for (Map.Entry<String, String> document : former.entrySet()) {
                if (!document.getValue().equals(documents.get(document.getKey()))) {
                    String[] chunks = chunks(document).toArray(String[]::new);
                    operations.run(client -> client.unlink(chunks));
                }
            }
        } catch (StoreUnavailableException e) {
            log.warn("documents of the former catalogue may be left in the data store: {}", e.getMessage());
        }
    }

    private void dropStaging() {
        try {
            List<String> staging = keys().stream()
                    .filter(key -> key.startsWith(RedisKeys.staging(token, "")))
                    .toList();
            operations.run(client -> client.unlink(staging.toArray(String[]::new)));
        } catch (StoreUnavailableException e) {
            log.debug("what was gathered ends within {}", STAGING_TTL, e);
        }
    }
}
