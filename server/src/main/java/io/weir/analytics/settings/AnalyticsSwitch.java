package io.weir.analytics.settings;

import io.weir.analytics.settings.AnalyticsTest.Found;
import io.weir.config.AnalyticsValues;
import io.weir.config.ConfigEdit;
import io.weir.config.ConfigException;
import io.weir.config.ConfigFile;
import io.weir.config.ConfigFileException;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.AnalyticsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes this node's analytics while requests go on: the server is tried, {@code config.xml} rewritten, and the new values put in force.
 * What fails leaves everything as it is. One trial or change at a time; blocks, on threads that may.
 */
public final class AnalyticsSwitch implements AnalyticsSettings {
    private static final Logger log = LoggerFactory.getLogger(AnalyticsSwitch.class);

    private final ConfigFile config;
    private final AnalyticsProbe probe;
    private final Consumer<NodeConfig.Analytics> apply;
    private final ReentrantLock changing = new ReentrantLock(true);
    private volatile NodeConfig.Analytics current;

    /**
     * @param current as configured
     * @param config the file that says what to use at the next start
     * @param apply puts values in force; without waiting for the server
     */
    public AnalyticsSwitch(
            NodeConfig.Analytics current,
            ConfigFile config,
            AnalyticsProbe probe,
            Consumer<NodeConfig.Analytics> apply) {
        this.current = current;
        this.config = config;
        this.probe = probe;
        this.apply = apply;
    }

    @Override
    public NodeConfig.Analytics current() {
        return current;
    }

    @Override
    public NodeConfig.Analytics read(Map<String, String> values) {
        return AnalyticsValues.read(config.directory(), values);
    }

    @Override
    public AnalyticsTest test(NodeConfig.Analytics wanted) throws InterruptedException {
        changing.lockInterruptibly();
        try {
            List<Found> obstacles = new ArrayList<>();
            AnalyticsProbe.Server server = null;
            try {
                server = probed(wanted);
            } catch (AnalyticsObstacleException e) {
                obstacles.add(Found.of(e));
            }
            try {
                rewrite(wanted);
            } catch (AnalyticsObstacleException e) {
                obstacles.add(Found.of(e));
            }
            return new AnalyticsTest(obstacles, server, warnings(wanted));
        } finally {
            changing.unlock();
        }
    }

    @Override
    public AnalyticsChanged change(NodeConfig.Analytics wanted, boolean isForced)
            throws AnalyticsObstacleException, InterruptedException {
        changing.lockInterruptibly();
        try {
            NodeConfig.Analytics from = current;
            ConfigFile.Rewrite rewrite = rewrite(wanted);
            boolean isSame = wanted.equals(from);
            if (!isSame && wanted.enabled() && !isForced) {
                probed(wanted);
            }
            List<String> warnings = isSame ? List.of() : warnings(wanted);
            write(rewrite);
            if (!isSame) {
                apply.accept(wanted);
                current = wanted;
                log.warn("analytics changed from {} to {}", describe(from), describe(wanted));
            }
            return new AnalyticsChanged(!isSame, from, wanted, warnings);
        } finally {
            changing.unlock();
        }
    }

    /** Null where there is nobody to be asked yet. */
    private AnalyticsProbe.@Nullable Server probed(NodeConfig.Analytics wanted)
            throws AnalyticsObstacleException, InterruptedException {
        return startsEmbedded(wanted) ? null : probe.probe(wanted);
    }

    private boolean startsEmbedded(NodeConfig.Analytics wanted) {
        NodeConfig.Analytics now = current;
        boolean isRunning = now.enabled()
                && now.mode() == AnalyticsMode.EMBEDDED
                && now.addresses().equals(wanted.addresses())
                && now.heap() == wanted.heap()
                && now.clusterName().equals(wanted.clusterName());
        return wanted.mode() == AnalyticsMode.EMBEDDED && !isRunning;
    }

    private List<String> warnings(NodeConfig.Analytics wanted) {
        List<String> warnings = new ArrayList<>();
        NodeConfig.Analytics now = current;
        if (wanted.enabled() && startsEmbedded(wanted)) {
            warnings.add(
                    "an Elasticsearch of the node's own is started, which takes about 10 s, and minutes where it has to be"
                            + " downloaded first; records are kept on disk until then");
        }
        boolean isElsewhere = !now.addresses().equals(wanted.addresses())
                || !now.clusterName().equals(wanted.clusterName());
        if (now.enabled() && wanted.enabled() && isElsewhere) {
            warnings.add("what was recorded so far stays on the former server");
        }
        if (now.enabled() && !wanted.enabled()) {
            warnings.add("nothing is recorded from now on");
        }
        return warnings;
    }

    private ConfigFile.Rewrite rewrite(NodeConfig.Analytics wanted) throws AnalyticsObstacleException {
        try {
            NodeConfig.Analytics inFile = config.load().config().analytics();
            ConfigFile.Rewrite rewrite = config.prepare(ConfigEdit.ofAnalytics(inFile, wanted));
            if (!rewrite.result().config().analytics().equals(wanted)) {
                throw new AnalyticsObstacleException(
                        AnalyticsObstacle.CONFIG, "config.xml cannot say this (expected: values that it can hold)");
            }
            return rewrite;
        } catch (ConfigFileException | ConfigException e) {
            throw new AnalyticsObstacleException(AnalyticsObstacle.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private static void write(ConfigFile.Rewrite rewrite) throws AnalyticsObstacleException {
        try {
            rewrite.write();
        } catch (ConfigFileException e) {
            throw new AnalyticsObstacleException(AnalyticsObstacle.CONFIG, String.valueOf(e.getMessage()));
        }
    }

    private static String describe(NodeConfig.Analytics analytics) {
        return analytics.enabled()
                ? analytics.mode().name().toLowerCase(java.util.Locale.ROOT) + " " + analytics.addresses()
                : "off";
    }
}
