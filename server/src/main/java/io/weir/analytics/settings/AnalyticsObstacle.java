package io.weir.analytics.settings;

import java.util.Locale;

/** Why a node does not use an analytics server. */
public enum AnalyticsObstacle {
    /** The host's name is not known. */
    UNKNOWN_HOST,
    /** Nothing listens there. */
    REFUSED,
    /** No answer in time. */
    TIMEOUT,
    /** TLS on one side only, or a certificate that is not trusted. */
    TLS,
    /** What answers is no Elasticsearch. */
    NOT_ELASTICSEARCH,
    /** User, password or key is wrong, or one is needed. */
    WRONG_PASSWORD,
    /** The user may not do what a node has to do. */
    NO_PERMISSION,
    /** It is a cluster of another name. */
    CLUSTER_NAME,
    /** It is older than version 8. */
    TOO_OLD,
    /** It answers, but cannot work now: it has no master, or broke off. */
    UNAVAILABLE,
    /** The embedded server cannot be started with these values. */
    CANNOT_START,
    /** {@code config.xml} cannot be rewritten, or something else decides the values. */
    CONFIG;

    /** Stable, lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
