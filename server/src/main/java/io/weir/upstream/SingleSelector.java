package io.weir.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The only endpoint there is; in whatever it did. */
final class SingleSelector implements EndpointSelector {
    private final Endpoint endpoint;

    SingleSelector(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Endpoint select(long nowNanos) {
        return endpoint;
    }

    @Override
    public @Nullable Endpoint selectOther(List<Endpoint> tried) {
        return tried.contains(endpoint) ? null : endpoint;
    }

    @Override
    public double position() {
        return 0;
    }
}
