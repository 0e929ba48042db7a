package io.weir.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir token}. */
@Command(
        name = "token",
        description = "Make, list and revoke tokens for the admin API.",
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.usage("token: no command (expected: create, list or revoke)");
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

    /** {@code weir token list}. */
    @Command(
            name = "list",
            description = "List the tokens that the caller may see: an admin all, everybody else their own.")
    static final class Listing implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        Listing(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                client.list(
                        "/tokens",
                        token -> context.out()
                                .printf(
                                        "%s  user %s, %s: %s%n",
                                        token.path("id").asText(),
                                        token.path("user").asText(),
                                        expiry(token),
                                        token.path("name").asText()));
            }
            return ExitCodes.OK;
        }

        private static String expiry(ObjectNode token) {
            return token.has("expires") ? "until " + token.path("expires").asText() : "without end";
        }
    }

    /** {@code weir token revoke}. */
    @Command(name = "revoke", description = "Delete a token: nobody gets in with it any more.")
    static final class Revoke implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "TOKEN-ID", description = "Its id, as weir token list shows it; not the token itself.")
        private String id = "";

        Revoke(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                client.end("/tokens/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
            }
            context.say("token " + id + " is revoked");
            return ExitCodes.OK;
        }
    }
}
