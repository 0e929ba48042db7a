/**
 * The policy that holds a plan's limits, and how a caller sees them.
 *
 * <p>Starting points: {@link io.weir.policy.ratelimit.RateLimitHeaders}.
 */
@NullMarked
package io.weir.policy.ratelimit;

import org.jspecify.annotations.NullMarked;
