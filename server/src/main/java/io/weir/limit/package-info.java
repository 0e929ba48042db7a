/**
 * Limits of a plan: what is counted under which key, who decides, and what holds while the data store is away.
 *
 * <p>Starting points: {@link io.weir.limit.LimitCompiler} (plan to {@link io.weir.limit.LimitSet}), {@link io.weir.limit.LimiterBatcher}
 * (how an event loop asks), {@link io.weir.limit.LimitDecision} (the answer); {@link io.weir.limit.UsageMeter} (how a page asks).
 */
@NullMarked
package io.weir.limit;

import org.jspecify.annotations.NullMarked;
