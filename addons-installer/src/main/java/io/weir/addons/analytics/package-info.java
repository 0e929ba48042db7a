/**
 * The Analytics server: a real Elasticsearch, alone or one of several.
 *
 * <p>Starting points: {@link io.weir.addons.analytics.AnalyticsRecipe}, {@link io.weir.addons.analytics.AnalyticsAddon},
 * {@link io.weir.addons.analytics.ElasticsearchConf}.
 */
@NullMarked
package io.weir.addons.analytics;

import org.jspecify.annotations.NullMarked;
