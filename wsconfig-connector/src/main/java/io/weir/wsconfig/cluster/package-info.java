/**
 * What a connector knows of the cluster: its nodes, from {@code cluster.xml} or from the admin API, and which of them it may use.
 *
 * <p>Starting points: {@link io.weir.wsconfig.cluster.ClusterSource}, {@link io.weir.wsconfig.cluster.Members}.
 */
@NullMarked
package io.weir.wsconfig.cluster;

import org.jspecify.annotations.NullMarked;
