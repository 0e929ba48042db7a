package io.weir.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir token}. */
@Command(name = "token", description = "Make tokens for the admin API.", synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.usage("token: no command (expected: create)");
    }

    /** {@code weir token create}. */
    @Command(name = "create", description = "Make a token and print it: it is shown this once and kept nowhere.")
    static final class Create implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Option(names = "--name", paramLabel = "NAME", description = "What it is for, in free text.")
        private String name = "made by weir token create";

        @Option(names = "--user", paramLabel = "ID", description = "Whom it acts for (default: admin).")
        private String user = "admin";

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "When it stops working, such as 2030-01-31T12:00:00Z (default: never).")
        private @Nullable String expires;

        Create(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            ObjectNode token =
                    JsonNodeFactory.instance.objectNode().put("name", name).put("user", user);
            if (expires != null) {
                token.put("expires", instant(expires));
            }
            try (AdminClient client = server.open(context)) {
                ObjectNode made = client.post("/tokens", token).object();
                context.say("token " + made.path("id").asText() + " of user " + user + " made; keep what follows");
                context.out().println(made.path("token").asText());
                return ExitCodes.OK;
            }
        }

        private static String instant(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant().toString();
            } catch (DateTimeException e) {
                throw CommandException.usage(
                        "--expires: " + text + " (expected: a date and time such as 2030-01-31T12:00:00Z)");
            }
        }
    }
}
