/**
 * Who is in the cluster: each node announces itself under a lease, and sees who else does.
 *
 * <p>Starting points: {@link io.weir.cluster.Announcer}, {@link io.weir.cluster.NodeRegistry}, {@link io.weir.cluster.NodeInfo}.
 */
@NullMarked
package io.weir.cluster;

import org.jspecify.annotations.NullMarked;
