/**
 * Connectors: what connects one site of a web server to a cluster, how it is made, kept in step, and taken off again.
 *
 * <p>Starting points: {@link io.weir.wsconfig.connector.ConnectorWork}, {@link io.weir.wsconfig.connector.Watcher}.
 */
@NullMarked
package io.weir.wsconfig.connector;

import org.jspecify.annotations.NullMarked;
