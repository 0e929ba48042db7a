/**
 * Ports kept in this process' memory: for one node without a data store, and for tests; held to the same contracts as Redis.
 *
 * <p>Starting points: {@link io.weir.memory.InMemoryCatalogStore}, {@link io.weir.memory.InMemoryLimiter}.
 */
@NullMarked
package io.weir.memory;

import org.jspecify.annotations.NullMarked;
