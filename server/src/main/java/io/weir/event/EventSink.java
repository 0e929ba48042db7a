package io.weir.event;

/** Where anybody tells what happened. Any thread, event loops among them; never blocks and never fails. */
@FunctionalInterface
public interface EventSink {

    /** Tells it to the log of the node, to the metrics, and to whoever reads or follows the cluster's events. */
    void publish(Occurrence occurrence);
}
