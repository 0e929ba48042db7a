package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Algorithm;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.catalog.Organization;
import io.weir.catalog.Period;
import io.weir.catalog.Plan;
import java.util.Arrays;
import java.util.List;

/** What is asked to learn whether the store counts: all algorithms at once, under keys that no API has. */
final class Probes {
    /** One limit of each algorithm, never used up; they expire in seconds. */
    static final LimitSet SET =
            new LimitCompiler(plan(), ".probe").compile("node", "/").forClient("");

    /** A store's clock that no store reaches. */
    static final long ANY_TIME = 9_000_000_000_000_000L;

    private Probes() {}

    private static Plan plan() {
        List<LimitDefinition> limits =
                Arrays.stream(Algorithm.values()).map(Probes::limit).toList();
        return new Plan("probe", "probe", null, limits, Plan.Approval.AUTO, Organization.DEFAULT);
    }

    private static LimitDefinition limit(Algorithm algorithm) {
        return new LimitDefinition(
                algorithm.name(),
                Scope.API,
                LimitDefinition.MAX_COUNT,
                Period.parse("PT1S"),
                algorithm,
                null,
                OnStoreFailure.APPROXIMATE);
    }
}
