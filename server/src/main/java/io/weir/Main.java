package io.weir;

import io.weir.cli.BuildInfo;
import io.weir.cli.CommandContext;
import io.weir.cli.CommandLineInterface;
import io.weir.cli.NodeLauncher.RunningNode;
import io.weir.config.ConfigFile;
import io.weir.config.LoadedConfig;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** Entry point of every {@code weir} command. The launcher tells where Weir lies and whether somebody watches, by system properties. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        CommandContext context = new CommandContext(
                new PrintWriter(System.out, false, charset),
                new PrintWriter(System.err, true, charset),
                Boolean.getBoolean("weir.terminal"),
                System.getenv(),
                Path.of(System.getProperty("weir.home", "")).toAbsolutePath(),
                Main::launch);
        System.exit(new CommandLineInterface(context).run(args));
    }

    private static RunningNode launch(LoadedConfig loaded, ConfigFile file, Path data)
            throws NodeStartException, InterruptedException {
        String searchPath = System.getenv().getOrDefault("PATH", "");
        return Node.start(new NodeSettings(
                loaded.config(),
                loaded.overridden(),
                file,
                data,
                searchPath,
                BuildInfo.load().version()))::stop;
    }
}
