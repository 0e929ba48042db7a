package io.weir.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.catalog.CatalogJson;
import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterNameException;
import io.weir.cluster.ClusterView;
import io.weir.cluster.DuplicateNodeException;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeReport;
import io.weir.cluster.Progress;
import io.weir.cluster.QuiesceMode;
import io.weir.cluster.Renewal;
import io.weir.cluster.UnknownNodeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.params.SetParams;

/**
 * The register of nodes in Redis: leases end by Redis' own clock, so that no two nodes disagree about it. Has less patience than other
 * operations, because a lease is short. Any thread.
 */
public final class RedisNodeRegistry implements NodeRegistry {
    private static final Logger log = LoggerFactory.getLogger(RedisNodeRegistry.class);
    private static final RedisScript RENEW = RedisScript.load("node-renew.lua");
    private static final RedisScript LEAVE = RedisScript.load("node-leave.lua");
    private static final RedisScript LIST = RedisScript.load("node-list.lua");
    private static final RedisScript ASK = RedisScript.load("node-quiesce.lua");
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration DEPARTURE_REMEMBERED = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = CatalogJson.mapper();
    private static final int PEER_FIELDS = 5;
    private static final int REPORT_FIELDS = 6;

    private final RedisOperations operations;
    private final RedisSubscriber subscriber;
    private final String channel;

    /** @param random for the time between two tries to connect */
    public RedisNodeRegistry(RedisConnections connections, RandomGenerator random) {
        Duration timeout = connections.operationTimeout();
        operations = new RedisOperations(connections, timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT);
        channel = RedisKeys.clusterChanges(connections.database());
        subscriber = new RedisSubscriber(connections, channel, random);
    }

    @Override
    public void claimName(String name) throws StoreUnavailableException, ClusterNameException {
        String kept = operations.run(client -> {
            client.set(RedisKeys.CLUSTER_NAME, name, SetParams.setParams().nx());
            return client.get(RedisKeys.CLUSTER_NAME);
        });
        if (!name.equals(kept)) {
            throw new ClusterNameException(name, String.valueOf(kept));
        }
    }

    @Override
    public @Nullable String clusterName() throws StoreUnavailableException {
        return operations.<@Nullable String>run(client -> client.get(RedisKeys.CLUSTER_NAME));
    }

    @Override
    public Renewal renew(NodeReport self, Duration lease, long knownGeneration)
            throws StoreUnavailableException, DuplicateNodeException {
        NodeInfo node = self.node();
        Progress progress = self.progress();
        Instant since = progress.outOfSyncSince();
        List<String> keys =
                List.of(RedisKeys.NODES, RedisKeys.node(node.id()), RedisKeys.GENERATION, RedisKeys.QUIESCE);
        List<String> arguments = List.of(
                node.id(),
                node.incarnation(),
                Long.toString(lease.toMillis()),
                Long.toString(knownGeneration),
                channel,
                RedisKeys.NODE_PREFIX,
                CatalogJson.writeAny(node),
                Long.toString(progress.revision()),
                progress.digest(),
                since == null ? "" : Long.toString(since.toEpochMilli()),
                Double.toString(progress.load()));
        List<?> answer = (List<?>) operations.run(client -> RENEW.run(client, keys, arguments));
        if (answer.get(0).equals("taken")) {
            throw new DuplicateNodeException(read((String) answer.get(1)).orElse(node));
        }
        String asked = (String) answer.get(2);
        return new Renewal(
                (Long) answer.get(1),
                asked.isEmpty() ? QuiesceMode.NONE : QuiesceMode.valueOf(asked.toUpperCase(Locale.ROOT)),
                peers(answer));
    }

    private static List<Renewal.Peer> peers(List<?> answer) {
        List<Renewal.Peer> peers = new ArrayList<>();
        for (int at = 3; at < answer.size(); at += PEER_FIELDS) {
            peers.add(new Renewal.Peer((String) answer.get(at), progress(answer, at + 1)));
        }
        peers.sort(Comparator.comparing(Renewal.Peer::id));
        return peers;
    }

    @Override
    public ClusterView view() throws StoreUnavailableException {
        List<?> answer = list();
        return new ClusterView(
                (Long) answer.get(0),
                reports(answer).stream().map(NodeReport::node).toList(),
                true);
    }

    @Override
    public List<NodeReport> reports() throws StoreUnavailableException {
        return reports(list());
    }

    private List<?> list() throws StoreUnavailableException {
        return (List<?>) operations.run(client ->
                LIST.run(client, List.of(RedisKeys.NODES, RedisKeys.GENERATION), List.of(RedisKeys.NODE_PREFIX)));
    }

    /** Leaves out, and logs, a node of a version that says other things. */
    private static List<NodeReport> reports(List<?> answer) {
        List<NodeReport> reports = new ArrayList<>();
        for (int at = 1; at < answer.size(); at += REPORT_FIELDS) {
            long joined = Long.parseLong((String) answer.get(at + 1));
            Progress progress = progress(answer, at + 2);
            read((String) answer.get(at))
                    .ifPresent(node -> reports.add(new NodeReport(node.joinedAt(joined), progress)));
        }
        reports.sort(Comparator.comparing(report -> report.node().id()));
        return reports;
    }

    private static Optional<NodeInfo> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, NodeInfo.class));
        } catch (JsonProcessingException e) {
            log.warn("what a node tells of itself cannot be read: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private static Progress progress(List<?> answer, int at) {
        String revision = (String) answer.get(at);
        String since = (String) answer.get(at + 2);
        String load = (String) answer.get(at + 3);
        return new Progress(
                revision.isEmpty() ? 0 : Long.parseLong(revision),
                (String) answer.get(at + 1),
                since.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(since)),
                load.isEmpty() ? 0 : Double.parseDouble(load));
    }

    @Override
    public void leave(NodeInfo self) throws StoreUnavailableException {
        List<String> keys =
                List.of(RedisKeys.NODES, RedisKeys.node(self.id()), RedisKeys.GENERATION, RedisKeys.QUIESCE);
        List<String> arguments =
                List.of(self.id(), self.incarnation(), Long.toString(DEPARTURE_REMEMBERED.toMillis()), channel);
        operations.run(client -> LEAVE.run(client, keys, arguments));
    }

    @Override
    public boolean hasLeft(NodeInfo gone) throws StoreUnavailableException {
        String left = operations.run(client -> client.hget(RedisKeys.node(gone.id()), "left"));
        return gone.incarnation().equals(left);
    }

    @Override
    public void quiesce(String id, QuiesceMode mode) throws StoreUnavailableException, UnknownNodeException {
        List<String> keys = List.of(RedisKeys.NODES, RedisKeys.node(id), RedisKeys.QUIESCE);
        String asked = mode == QuiesceMode.NONE ? "" : mode.name().toLowerCase(Locale.ROOT);
        Object done = operations.run(client -> ASK.run(client, keys, List.of(id, asked, channel)));
        if (!done.equals(1L)) {
            throw new UnknownNodeException(id);
        }
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
}
