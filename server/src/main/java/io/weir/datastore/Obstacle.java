package io.weir.datastore;

import java.util.Locale;

/** Why a node does not work on a data store, or does not move to it. */
public enum Obstacle {
    /** The host's name is not known. */
    UNKNOWN_HOST,
    /** Nothing listens there. */
    REFUSED,
    /** No answer in time, or the connection broke off. */
    TIMEOUT,
    /** TLS on one side only, or a certificate that is not trusted. */
    TLS,
    /** What answers is no Redis. */
    NOT_REDIS,
    /** User or password is wrong, or one is needed. */
    WRONG_PASSWORD,
    /** The user may not do what a node has to do. */
    NO_PERMISSION,
    /** The user may not run scripts. */
    NO_SCRIPTS,
    /** It copies another server and takes no writes. */
    REPLICA,
    /** It is part of a Redis Cluster, or a sentinel. */
    WRONG_MODE,
    /** It is older than 6.2. */
    TOO_OLD,
    /** It has no database of that number. */
    DATABASE,
    /** It drops keys when memory is short, and with them counters and the catalogue. */
    EVICTS,
    /** It is still loading its data. */
    LOADING,
    /** It takes no writes: out of memory, or its disk fails. */
    NOT_WRITABLE,
    /** The embedded store cannot be started, or not with these values. */
    CANNOT_START,
    /** This node cannot write to its own disk. */
    DISK,
    /** It broke off later, or was changed meanwhile. */
    UNAVAILABLE,
    /** It belongs to a cluster of another name. */
    CLUSTER_NAME,
    /** Another node with this node's id is there. */
    NODE_ID,
    /** It is this node's own embedded store, which ends when the node leaves it. */
    OWN_STORE,
    /** It holds no catalogue, and nobody said that this node's shall be copied there. */
    EMPTY,
    /** It lost its catalogue, which nodes there still hold. */
    WIPED,
    /** It holds a catalogue, and this node's was to be copied there. */
    NOT_EMPTY,
    /** {@code config.xml} cannot be rewritten, or something else decides the values. */
    CONFIG;

    /** Stable, lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
