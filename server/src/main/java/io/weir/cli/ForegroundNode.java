package io.weir.cli;

import io.weir.cli.NodeLauncher.RunningNode;
import io.weir.config.ConfigException;
import io.weir.config.ConfigFile;
import io.weir.config.LoadedConfig;
import io.weir.config.NodeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A node that lives as long as its command. Made, started and closed by the command's thread. */
public final class ForegroundNode implements AutoCloseable {
    private final NodeConfig config;
    private final RunningNode node;

    private ForegroundNode(NodeConfig config, RunningNode node) {
        this.config = config;
        this.node = node;
    }

    /**
     * Reads the configuration and starts the node; returns when it is ready.
     *
     * @param conf holds {@code config.xml}, and {@code logback.xml} where the shipped one does not do
     * @param data made where it does not exist
     * @param environment where overrides of settings are taken from
     * @param sets {@code path=value} each
     */
    public static ForegroundNode start(
            CommandContext context, Path conf, Path data, Map<String, String> environment, List<String> sets) {
        LogConfiguration.choose(context, conf);
        ConfigFile file = new ConfigFile(conf.toAbsolutePath(), environment, sets);
        LoadedConfig loaded = load(context, file);
        try {
            RunningNode node = context.launcher().launch(loaded, file, data.toAbsolutePath());
            return new ForegroundNode(loaded.config(), node);
        } catch (Exception e) {
            throw new CommandException("the node cannot start: " + reason(e), e);
        }
    }

    /** What it runs with. */
    public NodeConfig config() {
        return config;
    }

    /** Drains and ends the node. */
    @Override
    public void close() {
        try {
            node.stop();
        } catch (Exception e) {
            throw new CommandException("the node did not stop cleanly: " + reason(e), e);
        }
    }

    private static LoadedConfig load(CommandContext context, ConfigFile file) {
        try {
            LoadedConfig loaded = file.load();
            loaded.warnings().forEach(warning -> context.say("warning: " + warning));
            return loaded;
        } catch (ConfigException e) {
            throw new CommandException(e.getMessage() == null ? "the configuration is not valid" : e.getMessage(), e);
        }
    }

    /** The first cause that has something to say; wrappers only repeat it. */
    private static String reason(Throwable failure) {
        @Nullable Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }
}
