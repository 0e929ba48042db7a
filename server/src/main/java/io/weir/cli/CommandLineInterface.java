package io.weir.cli;

import io.weir.cli.demo.DemoCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments into a command's run and the run's end into an exit code. Any thread, one command at a time. */
public final class CommandLineInterface {
    private final CommandContext context;

    /** @param context what the commands work with */
    public CommandLineInterface(CommandContext context) {
        this.context = context;
    }

    /** Runs one command to its end. */
    public int run(String... args) {
        try {
            CommandLine weir = commands();
            return AbsentCommands.refusal(args, weir.getSubcommands().keySet())
                    .map(this::refuse)
                    .orElseGet(() -> weir.execute(args));
        } finally {
            context.out().flush();
            context.err().flush();
        }
    }

    /** All commands of this version. */
    CommandLine commands() {
        CommandLine weir = new CommandLine(new WeirCommand());
        weir.addSubcommand(new DemoCommand(context))
                .addSubcommand(new StartCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new QuiesceCommand(context))
                .addSubcommand(new QuiesceCommand.Resume(context))
                .addSubcommand(new ApplyCommand(context))
                .addSubcommand(new DiffCommand(context))
                .addSubcommand(new ExportCommand(context))
                .addSubcommand(new CommandLine(new UserCommand())
                        .addSubcommand(new UserCommand.Add(context))
                        .addSubcommand(new UserCommand.Passwd(context))
                        .addSubcommand(new UserCommand.Remove(context)))
                .addSubcommand(new CommandLine(new TokenCommand())
                        .addSubcommand(new TokenCommand.Create(context))
                        .addSubcommand(new TokenCommand.Listing(context))
                        .addSubcommand(new TokenCommand.Revoke(context)))
                .addSubcommand(new BackupCommand(context))
                .addSubcommand(new RestoreCommand(context))
                .addSubcommand(new CommandLine(new CatalogCommand())
                        .addSubcommand(new CatalogCommand.Status(context))
                        .addSubcommand(new CatalogCommand.Adopt(context))
                        .addSubcommand(new CatalogCommand.Restore(context)))
                .addSubcommand(new VersionCommand(context));
        AddedCommands.installed().forEach(added -> added.addTo(weir, context));
        addHelp(weir);
        return weir.setOut(context.out())
                .setErr(context.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, args) -> refuse(problem))
                .setExecutionExceptionHandler((problem, command, result) -> report(problem));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getSubcommands().values().forEach(CommandLineInterface::addHelp);
    }

    private int refuse(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return refuse(what(problem) + suggestion(problem) + " (see " + command + " --help)");
    }

    private int refuse(String message) {
        context.say(oneLine(message));
        return ExitCodes.USAGE;
    }

    private static String what(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return unmatched.getUnmatched().get(0) + ": no such command or argument";
        }
        return String.valueOf(problem.getMessage());
    }

    private static String suggestion(ParameterException problem) {
        List<String> suggestions =
                problem instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
    }

    private int report(Exception problem) {
        int code = ExitCodes.FAILURE;
        if (problem instanceof CommandException expected) {
            code = expected.exitCode();
            String.valueOf(problem.getMessage()).lines().forEach(context::say);
        } else {
            String hint = context.isDebug() ? "" : " (WEIR_DEBUG=1 shows the stack)";
            context.say("unexpected: " + oneLine(problem.toString()) + hint);
        }
        if (context.isDebug()) {
            problem.printStackTrace(context.err());
        }
        return code;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
