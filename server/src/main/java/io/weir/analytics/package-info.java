/**
 * What becomes of the record of each call: it is queued without waiting, delivered to the analytics server in bulks, and kept on disk
 * while that server is away. Starting points: {@link io.weir.analytics.AnalyticsSink}, {@link io.weir.analytics.RecordStore}.
 */
@NullMarked
package io.weir.analytics;

import org.jspecify.annotations.NullMarked;
