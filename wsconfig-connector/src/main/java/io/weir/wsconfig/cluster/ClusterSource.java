package io.weir.wsconfig.cluster;

/** Where the cluster's description comes from. Blocking; one thread at a time. */
public interface ClusterSource {

    /**
     * Reads the description that is there now.
     *
     * @throws io.weir.wsconfig.failure.WsconfigException where there is none, or a damaged one; the message names the source
     */
    Cluster read();
}
