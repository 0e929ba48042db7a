package io.weir.redis;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogContents;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.VersionConflictException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * The catalogue in Redis, as {@code docs/redis-keys.md} lays it out: one hash for each kind, one script for each write, a stream that
 * says what changed. An object that this version cannot read is left out and logged, and the rest goes on. Any thread.
 */
public final class RedisCatalogStore implements CatalogStore {
    /** How many writes back a delta reaches, unless told otherwise. */
    public static final int DEFAULT_LOG_ENTRIES = 10_000;

    private static final Logger log = LoggerFactory.getLogger(RedisCatalogStore.class);
    private static final RedisScript WRITE = RedisScript.load("catalog-write.lua");
    private static final int TOKEN_BYTES = 16;

    private final RedisOperations operations;
    private final RedisObjects objects;
    private final RedisSubscriber subscriber;
    private final RedisDocuments documents;
    private final RedisCatalogContents contents;
    private final RandomGenerator random;
    private final String channel;
    private final int maxLogEntries;

    /**
     * @param random for tokens; unpredictable
     * @param maxLogEntries how many writes back a delta reaches, at least
     */
    public RedisCatalogStore(RedisConnections connections, RandomGenerator random, int maxLogEntries) {
        this.operations = new RedisOperations(connections);
        this.objects = new RedisObjects(operations);
        this.channel = RedisKeys.changes(connections.database());
        this.subscriber = new RedisSubscriber(connections, channel, random);
        this.documents = new RedisDocuments(operations);
        this.contents = new RedisCatalogContents(operations, documents, channel, random);
        this.random = random;
        this.maxLogEntries = maxLogEntries;
    }

    @Override
    public @Nullable Position position() throws StoreUnavailableException {
        List<@Nullable String> there = operations.run(
                client -> client.mget(RedisKeys.EPOCH, RedisKeys.REVISION, RedisKeys.TOKEN, RedisKeys.FORMAT));
        RedisCatalogFormat.require(there.get(3));
        return position(there.get(0), there.get(1), there.get(2));
    }

    @Override
    public @Nullable Position load(Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException {
        Position before = position();
        if (before == null) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            loadKind(kind, each);
        }
        Position after = position();
        if (after == null || !after.epoch().equals(before.epoch()) || after.revision() < before.revision()) {
            throw new StoreUnavailableException("the data store was replaced while it was read");
        }
        return before;
    }

    private void loadKind(Kind kind, Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException {
        byte[] key = RedisKeys.objects(kind).getBytes(StandardCharsets.UTF_8);
        ScanParams page = new ScanParams().count(RedisObjects.page(kind));
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        do {
            byte[] from = cursor;
            ScanResult<Map.Entry<byte[], byte[]>> found = operations.run(client -> client.hscan(key, from, page));
            for (Map.Entry<byte[], byte[]> entry : found.getResult()) {
                Stored<? extends Definition> stored = read(kind, text(entry.getKey()), entry.getValue());
                if (stored != null) {
                    each.accept(stored);
                }
            }
            cursor = found.getCursorAsBytes();
        } while (!text(cursor).equals(ScanParams.SCAN_POINTER_START));
    }

    @Override
    public Delta changesSince(Position since) throws StoreUnavailableException {
        Position now = position();
        if (since.equals(now)) {
            return new Delta.Changes(since, List.of());
        }
        if (now == null || !now.epoch().equals(since.epoch()) || now.revision() <= since.revision()) {
            return new Delta.Reload(now);
        }
        RedisCatalogLog news = new RedisCatalogLog(operations);
        Optional<Position> reached = news.readSince(since);
        if (reached.isEmpty()) {
            return new Delta.Reload(now);
        }
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Kind, List<String>> ids : news.changed().entrySet()) {
            readObjects(ids.getKey(), ids.getValue(), changes);
        }
        return new Delta.Changes(reached.get(), changes);
    }

    private void readObjects(Kind kind, List<String> ids, List<Change> changes) throws StoreUnavailableException {
        List<byte @Nullable []> texts = objects.texts(kind, ids);
        for (int i = 0; i < ids.size(); i++) {
            byte[] json = texts.get(i);
            changes.add(new Change(kind, ids.get(i), json == null ? null : read(kind, ids.get(i), json)));
        }
    }

    @Override
    public Delta.Changes write(@Nullable Position base, List<Edit> edits, String author)
            throws StoreUnavailableException, VersionConflictException, StalePositionException {
        List<Edit> checked = Edit.checked(edits);
        RedisCatalogFormat.requireNothingUnknown(objects, checked);
        List<String> keys = new ArrayList<>(
                List.of(RedisKeys.EPOCH, RedisKeys.REVISION, RedisKeys.TOKEN, RedisKeys.LOG, RedisKeys.DOCUMENTS));
        checked.forEach(edit -> keys.add(RedisKeys.objects(edit.kind())));
        List<String> arguments = arguments(base, checked, author);
        List<?> answer = (List<?>) operations.run(client -> WRITE.run(client, keys, arguments));
        return switch (string(answer, 0)) {
            case "ok" -> written(answer, checked, author);
            case "stale" ->
                throw new StalePositionException(
                        base, position(string(answer, 1), string(answer, 2), string(answer, 3)));
            case "conflict" -> throw conflict(checked.get(edit(answer)), Long.parseLong(string(answer, 2)));
            default ->
                throw new StoreUnavailableException("the document of API "
                        + checked.get(edit(answer)).id() + " is not in the data store any more; import it again");
        };
    }

    private List<String> arguments(@Nullable Position base, List<Edit> edits, String author) {
        List<String> arguments = new ArrayList<>();
        arguments.add(base == null ? "" : base.epoch());
        arguments.add(base == null ? "0" : Long.toString(base.revision()));
        arguments.add(base == null ? "" : base.token());
        arguments.add(newToken());
        arguments.add(newToken());
        arguments.add(Integer.toString(maxLogEntries));
        arguments.add(channel);
        arguments.add(CatalogJson.writeAny(author));
        arguments.add(RedisKeys.DOCUMENT_PREFIX);
        for (Edit edit : edits) {
            Definition definition = edit.definition();
            arguments.add(edit.kind().label());
            arguments.add(edit.id());
            arguments.add(Long.toString(edit.expectedVersion()));
            arguments.add(definition == null ? "" : CatalogJson.write(definition));
            arguments.add(
                    definition instanceof Api api && api.document() != null
                            ? api.document().sha256() + " " + api.document().chunks()
                            : "");
        }
        return arguments;
    }

    private static Delta.Changes written(List<?> answer, List<Edit> edits, String author) {
        Position position = new Position(string(answer, 1), Long.parseLong(string(answer, 2)), string(answer, 3));
        Instant now = millis(string(answer, 4));
        List<Change> changes = new ArrayList<>(edits.size());
        for (int i = 0; i < edits.size(); i++) {
            Edit edit = edits.get(i);
            Definition definition = edit.definition();
            changes.add(new Change(
                    edit.kind(),
                    edit.id(),
                    definition == null
                            ? null
                            : new Stored<>(
                                    definition,
                                    Long.parseLong(string(answer, 5 + 2 * i)),
                                    position.revision(),
                                    millis(string(answer, 6 + 2 * i)),
                                    now,
                                    author)));
        }
        return new Delta.Changes(position, changes);
    }

    @Override
    public Api.DocumentRef putDocument(String api, byte[] document, String mediaType) throws StoreUnavailableException {
        return documents.put(api, document, mediaType);
    }

    @Override
    public Optional<byte[]> document(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        return documents.get(api, reference);
    }

    @Override
    public CatalogContents contents() {
        return contents;
    }

    @Override
    public void watch(Runnable changed) {
        subscriber.watch(changed);
    }

    @Override
    public void close() {
        subscriber.close();
        operations.close();
    }

    private static @Nullable Stored<? extends Definition> read(Kind kind, String id, byte[] json) {
        try {
            return CatalogJson.readStored(kind, json);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            log.error("{} {} cannot be read and is left out: {}", kind.label(), id, reason);
            return null;
        }
    }

    static @Nullable Position position(@Nullable String epoch, @Nullable String revision, @Nullable String token) {
        if (epoch == null || epoch.isEmpty() || revision == null || token == null) {
            return null;
        }
        return new Position(epoch, Long.parseLong(revision), token);
    }

    private static VersionConflictException conflict(Edit edit, long actual) {
        return new VersionConflictException(edit.kind(), edit.id(), edit.expectedVersion(), actual);
    }

    private static int edit(List<?> answer) {
        return Math.toIntExact((Long) answer.get(1)) - 1;
    }

    private static String string(List<?> answer, int index) {
        return (String) answer.get(index);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Instant millis(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
