package io.weir.cli.demo;

import io.weir.cli.CommandContext;
import io.weir.cli.CommandException;
import io.weir.cli.ForegroundNode;
import java.util.List;
import java.util.Map;

/** Starts a demo's node on loopback. A port that somebody takes between its choice and the node's start costs another try. */
final class DemoNode {
    /** Where is the demo on this machine. */
    static final String HOST = "127.0.0.1";

    static final int TRIES = 5;

    private DemoNode() {}

    /**
     * Starts it on these ports, or others where they are taken; returns when it is ready, for which analytics need not be.
     *
     * @param withAnalytics whether it has an Elasticsearch of its own
     * @throws CommandException where it cannot start for another reason, or each try found a port taken
     */
    static ForegroundNode start(CommandContext context, DemoData files, DemoPorts wanted, boolean withAnalytics) {
        for (int left = TRIES - 1; ; left--) {
            DemoPorts ports = DemoPorts.choose(wanted, context::say);
            try {
                return start(context, files, settings(ports, withAnalytics));
            } catch (CommandException e) {
                if (left == 0 || ports.areFree()) {
                    throw e;
                }
                context.say("a port was taken meanwhile: trying again with others");
            }
        }
    }

    private static ForegroundNode start(CommandContext context, DemoData files, List<String> settings) {
        // The environment's overrides are meant for real nodes.
        return ForegroundNode.start(context, files.conf(), files.folder(), Map.of(), settings);
    }

    private static List<String> settings(DemoPorts ports, boolean withAnalytics) {
        return List.of(
                "listeners.http.host=" + HOST,
                "listeners.http.port=" + ports.http(),
                "listeners.ajp.enabled=false",
                "listeners.admin.port=" + ports.admin(),
                "datastore.addresses=" + HOST + ":" + ports.redis(),
                "analytics.enabled=" + withAnalytics,
                "analytics.mode=embedded",
                "analytics.addresses=" + HOST + ":" + ports.elasticsearch(),
                "quiesce.delay=0s");
    }
}
