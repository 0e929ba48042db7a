package io.weir;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterListener;
import io.weir.cluster.ClusterView;
import io.weir.cluster.Convergence;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeInfo.State;
import io.weir.cluster.NodeRegistry;
import io.weir.event.EventSink;
import io.weir.event.EventType;
import io.weir.event.Occurrence;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells what changes among the nodes: every node tells, and the cluster's log takes each thing once. The announcer's thread.
 */
final class MembershipEvents implements ClusterListener, Convergence.Listener {
    private final Supplier<NodeRegistry> registry;
    private final EventSink events;
    private final String self;
    private boolean hasSeen;

    MembershipEvents(String self, Supplier<NodeRegistry> registry, EventSink events) {
        this.self = self;
        this.registry = registry;
        this.events = events;
    }

    @Override
    public void viewChanged(ClusterView before, ClusterView after) {
        if (!after.isCurrent()) {
            return;
        }
        if (!hasSeen) {
            // What changed while this node was not running is not its to tell.
            hasSeen = true;
            after.node(self).ifPresent(this::joined);
            return;
        }
        for (NodeInfo node : after.nodes()) {
            Optional<NodeInfo> former = before.node(node.id()).filter(known -> isSameProcess(known, node));
            if (former.isEmpty()) {
                joined(node);
            } else if (!former.get().equals(node)) {
                changed(former.get(), node, after.generation());
            }
        }
        before.nodes().stream()
                .filter(node -> after.node(node.id())
                        .filter(present -> isSameProcess(present, node))
                        .isEmpty())
                .forEach(this::gone);
    }

    @Override
    public void moved() {
        hasSeen = false;
    }

    private static boolean isSameProcess(NodeInfo one, NodeInfo other) {
        return one.incarnation().equals(other.incarnation());
    }

    private void joined(NodeInfo node) {
        events.publish(
                Occurrence.of(EventType.NODE_JOINED, node.id(), "node " + node.id() + " on " + node.host() + " joined")
                        .with("host", node.host())
                        .with("version", node.version())
                        .once(stint(node)));
    }

    private void changed(NodeInfo before, NodeInfo node, long generation) {
        events.publish(
                Occurrence.of(EventType.NODE_CHANGED, node.id(), "node " + node.id() + " is " + lower(node.state()))
                        .with("state", lower(node.state())));
        if (before.quiesce() != node.quiesce()) {
            boolean isStricter = node.quiesce().compareTo(before.quiesce()) > 0;
            EventType type = isStricter ? EventType.NODE_QUIESCED : EventType.NODE_RESUMED;
            String mode = lower(node.quiesce());
            events.publish(Occurrence.of(type, node.id(), "node " + node.id() + " refuses " + mode)
                    .with("mode", mode)
                    .once(node.incarnation() + "-" + generation));
        }
    }

    /** Tells apart that a process is lost again after it came back. */
    private static String stint(NodeInfo node) {
        return node.incarnation() + "-" + node.joined();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void gone(NodeInfo node) {
        boolean isClean;
        try {
            isClean = registry.get().hasLeft(node);
        } catch (StoreUnavailableException e) {
            isClean = node.state() == State.QUIESCED;
        }
        EventType type = isClean ? EventType.NODE_LEFT : EventType.NODE_LOST;
        String what = isClean ? " left" : " is lost: it does not renew its lease";
        events.publish(Occurrence.of(type, node.id(), "node " + node.id() + " on " + node.host() + what)
                .with("host", node.host())
                .once(stint(node)));
    }

    @Override
    public void outOfSync(String id, Instant since) {
        String what = "node " + id + " does not serve what the data store holds";
        events.publish(Occurrence.of(EventType.NODE_OUT_OF_SYNC, id, what)
                .with("since", since.toString())
                .once(minute(since)));
    }

    @Override
    public void inSync(String id, Instant since) {
        String what = "node " + id + " serves what the data store holds again";
        events.publish(Occurrence.of(EventType.NODE_IN_SYNC, id, what).once(minute(since)));
    }

    /** Nodes see the same beginning up to two seconds apart, so that at a minute's turn it may be told twice. */
    private static String minute(Instant since) {
        return Long.toString(since.getEpochSecond() / 60);
    }
}
