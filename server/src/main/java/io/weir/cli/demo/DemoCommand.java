package io.weir.cli.demo;

import io.weir.cli.AdminClient;
import io.weir.cli.CommandContext;
import io.weir.cli.ExitCodes;
import io.weir.cli.ForegroundNode;
import io.weir.cli.LogConfiguration;
import io.weir.cli.StopSignals;
import io.weir.config.NodeConfig;
import io.weir.time.Ticker;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir demo}. */
@Command(
        name = "demo",
        description =
                "Run a node with everything around it: data store, analytics server, two sample backends, an imported API, a"
                        + " plan, a key.",
        footer = {
            "",
            "Needs no configuration and listens on loopback only. Takes free ports where 8080, 9000, 6379 or",
            "9200 are taken. Fetches Elasticsearch (105 MB) at the first time."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String LOG_LEVEL = "WEIR_LOG_LEVEL";
    private static final int KEY_BYTES = 32;
    private static final int OK = 200;
    private static final Duration PASSWORD_PATIENCE = Duration.ofSeconds(10);

    private final CommandContext context;

    @Option(
            names = "--once",
            description = "Make one call through the gateway, show the answer, and exit: with 0 only if it was 200."
                    + " Leaves analytics out.")
    private boolean once;

    @Option(names = "--no-analytics", description = "Leave analytics, and so Elasticsearch, out.")
    private boolean noAnalytics;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to keep data (default: data/demo in Weir's folder; a temporary folder with --once).")
    private @Nullable Path data;

    /** @param context what the command works with */
    public DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        StopSignals signals = StopSignals.install();
        logWarningsOnly();
        try (DemoData files = files();
                SampleBackends backends = SampleBackends.start();
                ForegroundNode node = start(files)) {
            NodeConfig.Listeners listeners = node.config().listeners();
            SampleCall call = publish(files, listeners, backends.addresses());
            if (once) {
                SampleCall.Answer answer = call.make();
                context.out().println(call.curl());
                answer.print(context.out());
                return answer.status() == OK ? ExitCodes.OK : ExitCodes.FAILURE;
            }
            tell(files, node.config(), call);
            signals.await();
            context.say("stopping");
            return ExitCodes.OK;
        }
    }

    /** A call that is made once is over before Elasticsearch has started. */
    private boolean hasAnalytics() {
        return !noAnalytics && !once;
    }

    private DemoData files() {
        if (data != null) {
            return DemoData.lasting(data, context);
        }
        return once
                ? DemoData.temporary()
                : DemoData.lasting(context.defaultData().resolve("demo"), context);
    }

    private ForegroundNode start(DemoData files) {
        context.say("starting a node with a data store of its own; data in " + files.folder());
        return DemoNode.start(context, files, DemoPorts.USUAL, hasAnalytics());
    }

    /** What a demo says itself should stand out. The backends log too, so this comes before them. */
    private void logWarningsOnly() {
        if (!context.environment().containsKey(LOG_LEVEL)) {
            System.setProperty(LOG_LEVEL, "warn");
        }
        LogConfiguration.choose(context, context.defaultConf());
        // At the first time it is downloaded, which takes a while.
        LogConfiguration.tellProgress("io.weir.elastic");
    }

    private SampleCall publish(DemoData files, NodeConfig.Listeners listeners, List<String> backends) {
        context.say("importing the sample API and subscribing to it");
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        try (AdminClient admin = AdminClient.local(URI.create(admin(listeners)), files.folder())) {
            new DemoSetup(admin).run(backends, key);
        }
        return new SampleCall(
                "http://" + DemoNode.HOST + ":" + listeners.http().port() + DemoSetup.CONTEXT + "/pets", key);
    }

    private void tell(DemoData files, NodeConfig config, SampleCall call) {
        NodeConfig.Listeners listeners = config.listeners();
        String password = new FirstPassword(files.folder(), Ticker.system(), PASSWORD_PATIENCE)
                .find()
                .orElse("(the one that was set before)");
        PrintWriter out = context.out();
        out.println();
        out.println("The demo runs.");
        out.println();
        out.println("  Console     " + admin(listeners) + "/admin/");
        out.println("  Login       admin / " + password);
        out.println("  Portal      " + admin(listeners) + "/portal/");
        if (config.analytics().enabled()) {
            out.println("  Analytics   Elasticsearch at "
                    + config.analytics().addresses().get(0) + ", in a minute or less; calls made before wait for it");
        }
        out.println("  Gateway     " + call.url() + ", " + DemoSetup.CALLS_A_MINUTE
                + " calls a minute, two backends by weight " + DemoSetup.WEIGHTS.get(0) + ":"
                + DemoSetup.WEIGHTS.get(1));
        out.println();
        out.println("Call it, several times:");
        out.println();
        out.println("  " + call.curl());
        out.println();
        out.println("Ctrl-C ends the demo.");
        out.flush();
    }

    private static String admin(NodeConfig.Listeners listeners) {
        return "http://" + DemoNode.HOST + ":" + listeners.admin().port();
    }
}
