package io.weir.admin;

import io.weir.datastore.ObstacleException;
import java.util.List;
import java.util.Map;

/** How the REST API says why a node does not move to a data store. */
final class DatastoreProblems {
    private DatastoreProblems() {}

    static ProblemException of(ObstacleException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.obstacle()) {
            case EMPTY -> new ProblemException(409, "store-empty", detail);
            case NOT_EMPTY -> new ProblemException(409, "store-not-empty", detail);
            case CLUSTER_NAME -> new ProblemException(409, "cluster-name-differs", detail);
            case NODE_ID -> new ProblemException(409, "node-id-taken", detail);
            case OWN_STORE -> new ProblemException(409, "own-store", detail);
            case CONFIG -> new ProblemException(409, "config-not-writable", detail);
            case DISK -> new ProblemException(500, "disk-failed", detail);
            case UNAVAILABLE ->
                new ProblemException(503, "store-unavailable", detail, List.of(), Map.of("Retry-After", "1"));
            default ->
                new ProblemException(409, "datastore-unusable", e.obstacle().label() + ": " + detail);
        };
    }
}
