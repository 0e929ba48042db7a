package io.weir.redis;

import java.util.List;

/** What a node may have to do in Redis, as the rules of an access list; {@code docs/redis-keys.md} shows them. */
public final class NodeRights {
    /** Rules of {@code ACL SETUSER}, each one a word: Weir's keys and channels, and no command that reaches beyond them. */
    public static final List<String> RULES = List.of(
            "~weir:*",
            "resetchannels",
            "&weir:*",
            "+@read",
            "+@write",
            "+@connection",
            "+@scripting",
            "+@pubsub",
            "+@transaction",
            "+time",
            // Among them what empties databases and lists all keys.
            "-@dangerous",
            // In Redis 6 one of the dangerous ones as a whole.
            "+client|setname",
            "+info");

    private NodeRights() {}
}
