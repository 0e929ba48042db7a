package io.weir.redis;

import io.weir.catalog.Kind;

/** The names of all keys and channels but the limiter's; {@code docs/redis-keys.md} says what each holds and how long. */
final class RedisKeys {
    static final String EPOCH = "weir:{cfg}:epoch";
    static final String REVISION = "weir:{cfg}:rev";
    static final String TOKEN = "weir:{cfg}:token";
    static final String LOG = "weir:{cfg}:log";
    static final String DOCUMENTS = "weir:{cfg}:docs";
    static final String DOCUMENT_PREFIX = "weir:{cfg}:doc:";
    static final String CLUSTER_NAME = "weir:{cluster}:name";
    static final String AJP_SECRET = "weir:{cluster}:ajp-secret";
    static final String NODES = "weir:{cluster}:nodes";
    static final String NODE_PREFIX = "weir:{cluster}:node:";

    private RedisKeys() {}

    /** All objects of a kind, by id. */
    static String objects(Kind kind) {
        return "weir:{cfg}:obj:" + kind.label();
    }

    /** One piece of an imported document. */
    static String chunk(String api, String sha256, int number) {
        return DOCUMENT_PREFIX + api + ":" + sha256 + ":" + number;
    }

    /** Where each write is told. Pub/sub knows no databases, so the name does. */
    static String changes(int database) {
        return "weir:{cfg}:changes:" + database;
    }

    /** One log-in. */
    static String session(String sha256) {
        return "weir:{cfg}:session:" + sha256;
    }

    /** What one node tells of itself. */
    static String node(String id) {
        return NODE_PREFIX + id;
    }
}
