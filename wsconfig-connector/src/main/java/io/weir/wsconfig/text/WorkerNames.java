package io.weir.wsconfig.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names of a connector's workers. The connector's number is in each, because one web server keeps the workers of all its connectors in
 * one list. Immutable.
 *
 * @param number of the connector
 */
public record WorkerNames(int number) {
    /** mod_jk's shared memory has room for this much of a name, and mod_jk does not start with a longer one. */
    static final int MAX_LENGTH = 60;

    private static final int HASH_LENGTH = 8;

    /** The worker that spreads requests over the nodes. */
    public String balancer() {
        return "weir" + number;
    }

    /** The worker that shows the others' state. */
    public String status() {
        return balancer() + "-status";
    }

    /** What all nodes' workers have in common; no worker itself. */
    String common() {
        return balancer() + "-common";
    }

    /** The worker of a node. Dots would read as a hierarchy of properties. */
    public String node(String id) {
        String name = balancer() + "-node-" + id.replace('.', '_');
        return name.length() <= MAX_LENGTH && id.indexOf('.') < 0
                ? name
                : name.substring(0, Math.min(name.length(), MAX_LENGTH - HASH_LENGTH - 1)) + "_" + hash(id);
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
