package io.weir.redis;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogContents;
import io.weir.catalog.CatalogImage;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Kind;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.StoreUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** The catalogue in Redis as a whole. Asks in pages, so that no command keeps the server busy. Any thread. */
final class RedisCatalogContents implements CatalogContents {
    private static final int PAGE = 200;

    private final RedisOperations operations;
    private final RedisDocuments documents;
    private final String channel;
    private final RandomGenerator random;

    RedisCatalogContents(RedisOperations operations, RedisDocuments documents, String channel, RandomGenerator random) {
        this.operations = operations;
        this.documents = documents;
        this.channel = channel;
        this.random = random;
    }

    @Override
    public Map<Kind, Long> sizes() throws StoreUnavailableException {
        Map<Kind, Long> sizes = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            sizes.put(kind, operations.run(client -> client.hlen(RedisKeys.objects(kind))));
        }
        return sizes;
    }

    @Override
    public List<String> absent(Kind kind, List<String> ids) throws StoreUnavailableException {
        List<String> absent = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += PAGE) {
            List<String> page = ids.subList(start, Math.min(ids.size(), start + PAGE));
            List<Boolean> isThere = operations.run(client -> {
                List<Response<Boolean>> answers = new ArrayList<>();
                try (AbstractPipeline pipeline = client.pipelined()) {
                    page.forEach(id -> answers.add(pipeline.hexists(RedisKeys.objects(kind), id)));
                }
                return answers.stream().map(Response::get).toList();
            });
            for (int i = 0; i < page.size(); i++) {
                if (!isThere.get(i)) {
                    absent.add(page.get(i));
                }
            }
        }
        return absent;
    }

    @Override
    public boolean hasDocument(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        return documents.isWhole(api, reference);
    }

    @Override
    public Position replace(@Nullable Position there, CatalogImage image)
            throws StoreUnavailableException, StalePositionException {
        return new RedisCatalogReplacement(operations, channel, random).run(there, image);
    }

    @Override
    public void succeed(String former, String successor) throws StoreUnavailableException {
        operations.run(client -> client.hset(RedisKeys.SUCCESSORS, former, successor));
    }

    @Override
    public Optional<String> successor(String epoch) throws StoreUnavailableException {
        return operations.run(client -> Optional.ofNullable(client.hget(RedisKeys.SUCCESSORS, epoch)));
    }
}
