package io.weir.redis;

import io.weir.catalog.Digests;
import io.weir.catalog.StoreUnavailableException;
import io.weir.session.AttemptStore;
import io.weir.session.Pace;
import java.util.ArrayList;
import java.util.List;

/** Tries in Redis, which forgets them. Any thread. */
public final class RedisAttemptStore implements AttemptStore, AutoCloseable {
    private static final RedisScript TAKE = RedisScript.load("attempt-take.lua");
    private static final RedisScript GIVE_BACK = RedisScript.load("attempt-give-back.lua");

    private final RedisOperations operations;

    public RedisAttemptStore(RedisConnections connections) {
        operations = new RedisOperations(connections);
    }

    @Override
    public long take(List<Tally> tallies) throws StoreUnavailableException {
        List<String> arguments = new ArrayList<>();
        for (Tally tally : tallies) {
            Pace pace = tally.pace();
            arguments.add(Integer.toString(pace.free()));
            arguments.add(Long.toString(pace.maxWait().toMillis()));
            arguments.add(Long.toString(pace.forget().toMillis()));
        }
        return (long) operations.run(client -> TAKE.run(client, keys(tallies), arguments));
    }

    @Override
    public void giveBack(List<Tally> tallies) throws StoreUnavailableException {
        operations.run(client -> GIVE_BACK.run(client, keys(tallies), List.of()));
    }

    @Override
    public void clear(Tally tally) throws StoreUnavailableException {
        operations.run(client -> client.del(key(tally)));
    }

    @Override
    public void close() {
        operations.close();
    }

    private static List<String> keys(List<Tally> tallies) {
        return tallies.stream().map(RedisAttemptStore::key).toList();
    }

    private static String key(Tally tally) {
        return RedisKeys.attempts(Digests.sha256(tally.name()));
    }
}
