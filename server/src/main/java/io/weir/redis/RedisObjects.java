package io.weir.redis;

import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of the catalogue in Redis as they are written there, read page by page. Any thread; blocks on the network. */
record RedisObjects(RedisOperations operations) {
    /** APIs are large, the others small; a page is to keep the server busy for less than 5 ms. */
    private static final int API_PAGE = 20;

    private static final int PAGE = 200;

    static int page(Kind kind) {
        return kind == Kind.API ? API_PAGE : PAGE;
    }

    /** What the store holds of them, in their order; null for nothing. */
    List<byte @Nullable []> texts(Kind kind, List<String> ids) throws StoreUnavailableException {
        byte[] key = RedisKeys.objects(kind).getBytes(StandardCharsets.UTF_8);
        List<byte @Nullable []> texts = new ArrayList<>(ids.size());
        for (int start = 0; start < ids.size(); start += page(kind)) {
            byte[][] batch = ids.subList(start, Math.min(ids.size(), start + page(kind))).stream()
                    .map(id -> id.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            texts.addAll(operations.run(client -> client.hmget(key, batch)));
        }
        return texts;
    }
}
