package io.weir.limit;

import io.weir.catalog.LimitDefinition;

/** One node's share of a limit, by the same arithmetic as the store's scripts, which are tested against it. */
sealed interface AlgorithmCounter extends LimitCounter permits FixedWindow, RollingWindow, TokenBucket {

    /** An equal counter that goes its own way. */
    AlgorithmCounter copy();

    /** A new counter, of which nothing is taken. */
    static AlgorithmCounter of(LimitDefinition definition, NodeShare share) {
        return switch (definition.algorithm()) {
            case FIXED -> new FixedWindow(definition, share);
            case ROLLING -> new RollingWindow(definition, share);
            case TOKEN_BUCKET -> new TokenBucket(definition, share);
        };
    }
}
