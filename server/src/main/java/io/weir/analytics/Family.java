package io.weir.analytics;

import java.util.Locale;

/** What a document is about. Each family has indices of its own, {@code weir-<family>-NNNNNN}, behind one alias. */
public enum Family {
    /** Every request that reached the router. */
    TRANSACTIONS,
    /** Requests that a policy refused: without a known key, without a subscription, over a limit. */
    POLICY_VIOLATIONS,
    /** What was refused at the door: malformed, too large, too slow. */
    THREATS,
    /** Requests that failed by the gateway's or a target's fault. */
    ERRORS,
    /** What became of APIs, plans, applications and subscriptions. */
    LIFECYCLE,
    /** Sums and distributions of each minute, from which dashboards are drawn. */
    METRICS,
    /** How each node fares. */
    MONITOR,
    /** Who changed what. */
    AUDIT,
    /** Warnings and errors of the nodes' own logs. */
    LOG;

    /** The name in aliases, metrics and settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to read from and to roll over. */
    public String alias() {
        return "weir-" + label();
    }
}
