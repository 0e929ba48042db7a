package io.weir.analytics;

import io.weir.catalog.AnalyticsDefinition;
import io.weir.catalog.AnalyticsDefinition.Mask;
import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.Stored;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is the same for all records of an API, written out once. Immutable.
 *
 * @param fields each behind a comma
 * @param mask what is left out
 * @param sampling the share of calls that are kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ApiText(String id, String organization, String version, byte[] fields, Set<Mask> mask, double sampling) {

    static ApiText of(Api api, Catalog catalog) {
        Stored<Api> stored = catalog.api(api.id());
        JsonBytes json = new JsonBytes();
        json.raw(",\"organization\":").text(api.organization());
        json.raw(",\"api\":").text(api.id());
        json.raw(",\"apiName\":").text(api.name());
        json.raw(",\"version\":").text(api.version());
        if (stored != null) {
            json.raw(",\"publisher\":").text(stored.author());
        }
        AnalyticsDefinition settings = api.analyticsOrDefaults();
        Set<Mask> mask = EnumSet.noneOf(Mask.class);
        mask.addAll(settings.mask());
        return new ApiText(api.id(), api.organization(), api.version(), json.toArray(), mask, settings.sampling());
    }

    boolean hides(Mask what) {
        return mask.contains(what);
    }
}
