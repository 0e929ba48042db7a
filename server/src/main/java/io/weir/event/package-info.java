/**
 * What happens in the cluster: each node tells, the store keeps the last of it, and the console follows it live.
 *
 * <p>Starting points: {@link io.weir.event.EventSink} to tell something, {@link io.weir.event.EventType} for what there is to tell,
 * {@link io.weir.event.EventLog} to read.
 */
@NullMarked
package io.weir.event;

import org.jspecify.annotations.NullMarked;
