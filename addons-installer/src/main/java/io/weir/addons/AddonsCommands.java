package io.weir.addons;

import io.weir.addons.machine.CommandRunner;
import io.weir.addons.machine.Machine;
import io.weir.cli.AddedCommands;
import io.weir.cli.CommandContext;
import io.weir.time.Ticker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import picocli.CommandLine;

/** All commands below {@code weir addons}. */
public final class AddonsCommands implements AddedCommands {
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(30);

    @Override
    public void addTo(CommandLine weir, CommandContext context) {
        weir.addSubcommand(commands(new Workplace(
                context,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                Machine.here(),
                CommandRunner.processes(PROGRAM_LIMIT),
                Ticker.system())));
    }

    static CommandLine commands(Workplace workplace) {
        return new CommandLine(new AddonsCommand(workplace))
                .addSubcommand(new CommandLine(new InstallCommand())
                        .addSubcommand(new InstallDatastoreCommand(workplace))
                        .addSubcommand(new InstallAnalyticsCommand(workplace)))
                .addSubcommand(new StartAddonCommand(workplace))
                .addSubcommand(new StopAddonCommand(workplace))
                .addSubcommand(new AddonStatusCommand(workplace))
                .addSubcommand(new UpgradeCommand(workplace))
                .addSubcommand(new ServiceCommand(workplace))
                .addSubcommand(new UninstallCommand(workplace));
    }
}
