package io.weir.admin;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.Quiesce;
import io.weir.cluster.QuiesceMode;
import io.weir.cluster.UnknownNodeException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /cluster}. */
final class ClusterResource implements Resource {
    private final Supplier<ClusterReport> cluster;
    private final Quiesce quiesce;

    ClusterResource(Supplier<ClusterReport> cluster, Quiesce quiesce) {
        this.cluster = cluster;
        this.quiesce = quiesce;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getCluster", call -> Answer.json(200, cluster.get()),
                "quiesceNode",
                        call -> {
                            String mode = call.object().path("mode").asText("all");
                            return request(call, QuiesceMode.valueOf(mode.toUpperCase(Locale.ROOT)));
                        },
                "resumeNode", call -> request(call, QuiesceMode.NONE));
    }

    private Answer request(Call call, QuiesceMode mode) throws StoreUnavailableException {
        try {
            quiesce.request(call.id(), mode);
        } catch (UnknownNodeException e) {
            throw new ProblemException(404, "not-found", String.valueOf(e.getMessage()));
        }
        String label = mode.name().toLowerCase(Locale.ROOT);
        call.trail().changed(null, AdminJson.MAPPER.createObjectNode().put("mode", label), Set.of());
        return mode == QuiesceMode.NONE ? Answer.empty(204) : Answer.json(200, Map.of("mode", label));
    }
}
