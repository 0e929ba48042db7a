package io.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cli.CommandContext;
import io.weir.cli.CommandException;
import io.weir.cli.ForegroundNode;
import io.weir.cli.NodeLauncher;
import io.weir.config.ConfigFile;
import io.weir.config.LoadedConfig;
import io.weir.config.NodeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's start is stood for by a launcher that takes ports from under it. */
class DemoNodeIT {
    @TempDir
    private Path folder;

    private final List<ServerSocket> taken = new ArrayList<>();
    private final List<Integer> tried = new ArrayList<>();
    private final StringWriter said = new StringWriter();

    @AfterEach
    void giveBack() throws IOException {
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }

    @Test
    void triesAgainWithOtherPortsWhereOneWasTakenMeanwhile() throws IOException {
        ForegroundNode node = start(this::takeFirst);

        assertThat(tried).hasSize(2).doesNotHaveDuplicates();
        assertThat(node.config().listeners().http().port()).isEqualTo(tried.get(1));
        assertThat(said.toString()).contains("a port was taken meanwhile");
    }

    @Test
    void givesUpWhereEachTryFindsAPortTaken() {
        assertThatThrownBy(() -> start(this::takeAlways))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("taken");

        assertThat(tried).hasSize(DemoNode.TRIES);
    }

    @Test
    void doesNotTryAgainWhereSomethingElseIsWrong() {
        assertThatThrownBy(() -> start((loaded, file, data) -> {
                    tried.add(loaded.config().listeners().http().port());
                    throw new IOException("no space left on device");
                }))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no space left on device");

        assertThat(tried).hasSize(1);
    }

    private ForegroundNode start(NodeLauncher launcher) throws IOException {
        PrintWriter err = new PrintWriter(said, true);
        CommandContext context =
                new CommandContext(new PrintWriter(PrintWriter.nullWriter()), err, false, Map.of(), folder, launcher);
        try (DemoData files = DemoData.lasting(folder.resolve("demo"), context)) {
            return DemoNode.start(context, files, free(), false);
        }
    }

    private static DemoPorts free() throws IOException {
        try (ServerSocket http = new ServerSocket(0);
                ServerSocket admin = new ServerSocket(0);
                ServerSocket redis = new ServerSocket(0);
                ServerSocket elasticsearch = new ServerSocket(0)) {
            return new DemoPorts(
                    http.getLocalPort(), admin.getLocalPort(), redis.getLocalPort(), elasticsearch.getLocalPort());
        }
    }

    private NodeLauncher.RunningNode takeFirst(LoadedConfig loaded, ConfigFile file, Path data) throws IOException {
        return tried.isEmpty() ? takeAlways(loaded, file, data) : started(loaded.config());
    }

    private NodeLauncher.RunningNode started(NodeConfig config) {
        tried.add(config.listeners().http().port());
        return () -> {};
    }

    private NodeLauncher.RunningNode takeAlways(LoadedConfig loaded, ConfigFile file, Path data) throws IOException {
        int port = loaded.config().listeners().http().port();
        tried.add(port);
        taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        throw new IOException("port " + port + " is taken");
    }
}
