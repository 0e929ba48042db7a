package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Algorithm;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.catalog.Organization;
import io.weir.catalog.Period;
import io.weir.catalog.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits for tests, made in one line. */
public final class Plans {
    private Plans() {}

    /** A plan {@code gold} with these limits. */
    public static Plan plan(LimitDefinition... limits) {
        return new Plan("gold", "Gold", null, List.of(limits), Plan.Approval.AUTO, Organization.DEFAULT);
    }

    /** The set of application {@code app} for these limits on API {@code api}. */
    public static LimitSet set(String api, LimitDefinition... limits) {
        return new LimitCompiler(plan(limits), api).compile("app", "/items").forClient("192.0.2.1");
    }

    /** An application's limit in windows aligned to UTC. */
    public static LimitDefinition fixed(String name, long count, String period) {
        return limit(name, Algorithm.FIXED, count, period, null, OnStoreFailure.APPROXIMATE);
    }

    /** An application's limit in any window. */
    public static LimitDefinition rolling(String name, long count, String period) {
        return limit(name, Algorithm.ROLLING, count, period, null, OnStoreFailure.APPROXIMATE);
    }

    /** An application's token bucket. */
    public static LimitDefinition bucket(String name, long count, String period, long burst) {
        return limit(name, Algorithm.TOKEN_BUCKET, count, period, burst, OnStoreFailure.APPROXIMATE);
    }

    /** The same limit for another scope. */
    public static LimitDefinition per(Scope scope, LimitDefinition limit) {
        return new LimitDefinition(
                limit.name(),
                scope,
                limit.count(),
                limit.period(),
                limit.algorithm(),
                limit.burst(),
                limit.onStoreFailure());
    }

    /** The same limit with another way without the store. */
    public static LimitDefinition withoutStore(OnStoreFailure way, LimitDefinition limit) {
        return new LimitDefinition(
                limit.name(), limit.scope(), limit.count(), limit.period(), limit.algorithm(), limit.burst(), way);
    }

    private static LimitDefinition limit(
            String name, Algorithm algorithm, long count, String period, @Nullable Long burst, OnStoreFailure way) {
        return new LimitDefinition(name, Scope.APPLICATION, count, Period.parse(period), algorithm, burst, way);
    }
}
