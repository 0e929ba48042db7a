package io.weir;

import io.weir.cluster.Announcer;
import io.weir.limit.LiveNodes;
import java.util.List;

/** Tells the limiter who is in the cluster, as the announcer last saw it. */
record LastView(String self, Announcer announcer) implements LiveNodes {

    @Override
    public List<String> lastSeen() {
        return announcer.view().ids();
    }
}
