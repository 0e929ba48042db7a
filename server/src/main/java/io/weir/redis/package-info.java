/**
 * Redis as the cluster's data store: connections, the catalogue, sessions, the node register, and a server of the node's own.
 *
 * <p>Starting points: {@link io.weir.redis.RedisConnections}, {@link io.weir.redis.RedisCatalogStore},
 * {@link io.weir.redis.EmbeddedRedis}.
 */
@NullMarked
package io.weir.redis;

import org.jspecify.annotations.NullMarked;
