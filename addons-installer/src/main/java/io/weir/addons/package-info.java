/**
 * {@code weir addons}: installs and runs the two servers that a cluster of nodes needs, the Data Store (Redis) and the Analytics server
 * (Elasticsearch).
 *
 * <p>Starting points: {@link io.weir.addons.AddonsCommands} lists the commands, {@link io.weir.addons.Workplace} is what they work with.
 */
@NullMarked
package io.weir.addons;

import org.jspecify.annotations.NullMarked;
