/**
 * Elasticsearch as the analytics server: what documents are written to and what queries are answered from, and a server of the node's own.
 *
 * <p>Starting points: {@link io.weir.elastic.ElasticRecordStore} writes, reads,
 * {@link io.weir.elastic.IndexRetention} looks after the indices, {@link io.weir.elastic.EmbeddedElastic} is the server.
 */
@NullMarked
package io.weir.elastic;

import org.jspecify.annotations.NullMarked;
