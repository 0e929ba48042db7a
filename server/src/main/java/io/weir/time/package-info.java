/**
 * Time as a dependency: {@link io.weir.time.Ticker} for durations, {@code InstantSource} for dates.
 */
@NullMarked
package io.weir.time;

import org.jspecify.annotations.NullMarked;
