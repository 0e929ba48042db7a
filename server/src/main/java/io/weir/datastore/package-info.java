/**
 * Which data store this node uses: trying another one, and moving there while requests go on.
 *
 * <p>Starting points: {@link io.weir.datastore.DataStoreSwitch} moves, {@link io.weir.datastore.StoreTest} is what a trial tells,
 * {@link io.weir.datastore.StorePorts} is everything that talks to one store.
 */
@NullMarked
package io.weir.datastore;

import org.jspecify.annotations.NullMarked;
