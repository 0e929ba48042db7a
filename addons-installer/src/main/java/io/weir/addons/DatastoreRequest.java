package io.weir.addons;

import io.weir.addons.datastore.DatastoreSettings;
import io.weir.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a Data Store. What is null was not said, and stays or has its default.
 *
 * @param aclUser empty for none
 * @param isCluster whether a cluster was asked for; false says nothing
 */
record DatastoreRequest(
        @Nullable Integer port,
        @Nullable String bind,
        @Nullable Secret password,
        @Nullable String aclUser,
        boolean isCluster,
        @Nullable Integer masters,
        @Nullable String replicaOf) {
    private static final DatastoreSettings DEFAULT = new DatastoreSettings(6379, "127.0.0.1", 0, null, null);
    private static final int DEFAULT_MASTERS = 3;

    /** The settings of a new one. */
    DatastoreSettings fresh() {
        return over(DEFAULT);
    }

    /** The settings of one that is there, changed as far as it was said. */
    DatastoreSettings over(DatastoreSettings former) {
        int wanted = isCluster
                ? (masters != null ? masters : Math.max(former.masters(), DEFAULT_MASTERS))
                : former.masters();
        return new DatastoreSettings(
                port != null ? port : former.port(),
                bind != null ? bind : former.bind(),
                wanted,
                replicaOf != null ? replicaOf : former.replicaOf(),
                aclUser == null ? former.aclUser() : aclUser.isEmpty() ? null : aclUser);
    }
}
