package io.weir.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir catalog}. */
@Command(
        name = "catalog",
        description = "See how the nodes' catalogue stands to the data store's, and decide where they differ.",
        synopsisSubcommandLabel = "COMMAND")
final class CatalogCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.usage("catalog: no command (expected: status, adopt or restore)");
    }

    /** {@code weir catalog status}. */
    @Command(name = "status", description = "Show how the asked node's catalogue stands. Exits with 3 unless in sync.")
    static final class Status implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        Status(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                CatalogState state = CatalogState.ask(client);
                context.out().println(state.line());
                return state.view().path("state").asText().equals("in-sync") ? ExitCodes.OK : ExitCodes.DEGRADED;
            }
        }
    }

    /** {@code weir catalog adopt}. */
    @Command(
            name = "adopt",
            description = "Take the data store's catalogue in place of the one that the nodes serve.",
            footer = {"", "Each node keeps its own as data/catalog.snapshot.former."})
    static final class Adopt implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        Adopt(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                ObjectNode adopted = client.post("/cluster/catalog/adopt", JsonNodeFactory.instance.objectNode())
                        .object();
                context.out()
                        .println("the data store's catalogue is served, revision "
                                + adopted.path("revision").asText());
                return ExitCodes.OK;
            }
        }
    }

    /** {@code weir catalog restore}. */
    @Command(name = "restore", description = "Put the asked node's catalogue into the data store that lost it.")
    static final class Restore implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Option(names = "--replace", description = "Another catalogue that the data store holds may be lost.")
        private boolean isReplacing;

        @Option(names = "--force", description = "Changes that only another node has may be lost.")
        private boolean isForced;

        Restore(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                context.out().println(CatalogState.restore(client, isReplacing, isForced));
                return ExitCodes.OK;
            }
        }
    }
}
