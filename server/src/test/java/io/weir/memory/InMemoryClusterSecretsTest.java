package io.weir.memory;

import io.weir.cluster.ClusterSecrets;
import io.weir.cluster.ClusterSecretsContract;
import io.weir.time.Ticker;

class InMemoryClusterSecretsTest extends ClusterSecretsContract {
    private final ClusterSecrets secrets = new InMemoryClusterSecrets(Ticker.system());

    @Override
    protected ClusterSecrets secrets() {
        return secrets;
    }
}
