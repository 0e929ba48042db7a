/**
 * The Data Store: a real Redis, alone, as a replica, or as several masters of a Redis Cluster.
 *
 * <p>Starting points: {@link io.weir.addons.datastore.DatastoreRecipe}, {@link io.weir.addons.datastore.DatastoreAddon},
 * {@link io.weir.addons.datastore.RedisConf}.
 */
@NullMarked
package io.weir.addons.datastore;

import org.jspecify.annotations.NullMarked;
