package io.weir.policy;

/** The stages of a policy chain, in the order in which they run. */
public enum Phase {
    /** Who calls. */
    AUTHENTICATE,
    /** May they. */
    AUTHORIZE,
    /** Is the request harmless. */
    PROTECT,
    /** Is there room under the limits. */
    LIMIT,
    /** What is changed on the way. */
    TRANSFORM
}
