package io.weir.event;

import io.weir.lease.LeaseListener;

/** Tells as events who does a job for the cluster. */
public final class LeaseEvents implements LeaseListener {
    private final EventSink sink;
    private final String node;

    /** @param node this node's id */
    public LeaseEvents(EventSink sink, String node) {
        this.sink = sink;
        this.node = node;
    }

    @Override
    public void acquired(String lease, long fence) {
        tell(EventType.LEASE_ACQUIRED, "this node does " + lease + " for the cluster", lease, fence);
    }

    @Override
    public void lost(String lease, long fence) {
        tell(EventType.LEASE_LOST, "this node could not renew its lease in time and stopped " + lease, lease, fence);
    }

    private void tell(EventType type, String message, String lease, long fence) {
        sink.publish(Occurrence.of(type, node, message).with("lease", lease).with("fence", Long.toString(fence)));
    }
}
