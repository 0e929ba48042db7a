/**
 * Which analytics server this node uses: trying another one, and changing to it while requests go on.
 *
 * <p>Starting points: {@link io.weir.analytics.settings.AnalyticsSettings}, {@link io.weir.analytics.settings.AnalyticsSwitch}.
 */
@NullMarked
package io.weir.analytics.settings;

import org.jspecify.annotations.NullMarked;
