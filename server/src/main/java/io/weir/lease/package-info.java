/**
 * Work that one node does for the whole cluster: whoever holds the lease of a job does it.
 *
 * <p>Starting points: {@link io.weir.lease.LeasedJob}, {@link io.weir.lease.LeaseStore}, {@link io.weir.lease.Tenure}.
 */
@NullMarked
package io.weir.lease;

import org.jspecify.annotations.NullMarked;
