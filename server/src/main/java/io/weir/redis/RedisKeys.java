package io.weir.redis;

import io.weir.catalog.Kind;

/** The names of all keys and channels but the limiter's; {@code docs/redis-keys.md} says what each holds and how long. */
final class RedisKeys {
    static final String EPOCH = "weir:{cfg}:epoch";
    static final String REVISION = "weir:{cfg}:rev";
    static final String TOKEN = "weir:{cfg}:token";

    /** The format of all under {@code weir:{cfg}}; absent for the first one. */
    static final String FORMAT = "weir:{cfg}:format";

    static final String LOG = "weir:{cfg}:log";
    static final String DOCUMENTS = "weir:{cfg}:docs";
    static final String DOCUMENT_PREFIX = "weir:{cfg}:doc:";
    static final String CLUSTER_NAME = "weir:{cluster}:name";
    static final String AJP_SECRET = "weir:{cluster}:ajp-secret";
    static final String NODES = "weir:{cluster}:nodes";
    static final String NODE_PREFIX = "weir:{cluster}:node:";
    static final String EVENTS = "weir:{cluster}:events";
    static final String GENERATION = "weir:{cluster}:generation";
    static final String QUIESCE = "weir:{cluster}:quiesce";
    static final String LISTENERS = "weir:{cluster}:listeners";
    static final String PORTAL = "weir:{cluster}:portal";
    static final String AUDIT = "weir:{cluster}:audit";
    static final String SPOOLED = "weir:{cluster}:spooled";

    static final String SESSIONS = "weir:{cfg}:sessions";
    static final String SUCCESSORS = "weir:{cfg}:successors";
    private static final String STAGING_PREFIX = "weir:{cfg}:staging:";

    private RedisKeys() {}

    /** All objects of a kind, by id. */
    static String objects(Kind kind) {
        return "weir:{cfg}:obj:" + kind.label();
    }

    /** One piece of an imported document. */
    static String chunk(String api, String sha256, int number) {
        return DOCUMENT_PREFIX + api + ":" + sha256 + ":" + number;
    }

    /** Where what will be under a key is gathered before it is put in its place. */
    static String staging(String token, String key) {
        return STAGING_PREFIX + token + ":" + key.substring(key.lastIndexOf(':') + 1);
    }

    /** Where each write is told. Pub/sub knows no databases, so the name does. */
    static String changes(int database) {
        return "weir:{cfg}:changes:" + database;
    }

    /** Where joins, leaves and changes of nodes are told; see {@link #changes}. */
    static String clusterChanges(int database) {
        return "weir:{cluster}:changes:" + database;
    }

    /** One log-in. */
    static String session(String sha256) {
        return "weir:{cfg}:session:" + sha256;
    }

    /** The log-ins of one user. */
    static String sessionsOf(String user) {
        return SESSIONS + ":" + user;
    }

    /** Tries that are counted together. */
    static String attempts(String digest) {
        return "weir:{cfg}:attempts:" + digest;
    }

    /** That an entry of the audit log was kept. */
    static String auditKept(String requestId) {
        return AUDIT + ":" + requestId;
    }

    /** That something was told already. */
    static String event(String key) {
        return "weir:{cluster}:event:" + key;
    }

    /** Where each event is told. */
    static String eventChannel(int database) {
        return EVENTS + ":" + database;
    }

    /** Who does a job. */
    static String lease(String name) {
        return "weir:{lease:" + name + "}";
    }

    /** The newest grant of a lease. */
    static String leaseFence(String name) {
        return lease(name) + ":fence";
    }

    /** The newest grant whose holder has written to the cluster's keys: it lies in their slot. */
    static String clusterFence(String name) {
        return "weir:{cluster}:fence:" + name;
    }

    /** Which indices one node's spool names. */
    static String spooled(String node) {
        return SPOOLED + ":" + node;
    }

    /** What one node tells of itself. */
    static String node(String id) {
        return NODE_PREFIX + id;
    }
}
