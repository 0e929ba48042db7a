package io.weir.analytics;

import io.weir.catalog.AnalyticsDefinition.Mask;
import io.weir.route.Route;

/**
 * What is the same for all records of a route, written out once. Immutable.
 *
 * @param resource its field, behind a comma
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RouteText(ApiText api, byte[] resource) {

    static RouteText of(Route route, ApiText api) {
        return new RouteText(
                api, new JsonBytes().raw(",\"resource\":").text(route.path()).toArray());
    }

    boolean hides(Mask what) {
        return api.hides(what);
    }
}
