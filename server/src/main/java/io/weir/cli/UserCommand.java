package io.weir.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir user}. */
@Command(
        name = "user",
        description = "Make users, set their passwords, remove them.",
        synopsisSubcommandLabel = "COMMAND")
final class UserCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw CommandException.usage("user: no command (expected: add, passwd or remove)");
    }

    private static String path(String user) {
        return "/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8);
    }

    /** {@code weir user add}. */
    @Command(name = "add", description = "Make a user.")
    static final class Add implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Mixin
        private final PasswordOptions password = new PasswordOptions();

        @Parameters(paramLabel = "USER", description = "What they log in by: lower-case letters, digits and -.")
        private String user = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                split = ",",
                description = "admin, publisher, subscriber or viewer; several with commas.")
        private List<String> roles = List.of();

        @Option(names = "--name", paramLabel = "NAME", description = "Full name (default: the user name).")
        private @Nullable String name;

        @Option(names = "--email", paramLabel = "ADDRESS", description = "For people; nothing is sent to it.")
        private @Nullable String email;

        @Option(names = "--organization", paramLabel = "ID", description = "Where they belong (default: default).")
        private @Nullable String organization;

        @Option(names = "--without-password", description = "They get in by tokens alone.")
        private boolean isWithoutPassword;

        Add(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            ObjectNode made =
                    JsonNodeFactory.instance.objectNode().put("id", user).put("name", name == null ? user : name);
            roles.forEach(made.withArray("roles")::add);
            put(made, "email", email);
            put(made, "organization", organization);
            try (AdminClient client = server.open(context)) {
                if (!isWithoutPassword) {
                    made.put("password", password.read(user).reveal());
                }
                client.post("/users", made);
            }
            context.say("user " + user + " made");
            return ExitCodes.OK;
        }

        private static void put(ObjectNode node, String name, @Nullable String value) {
            if (value != null) {
                node.put(name, value);
            }
        }
    }

    /** {@code weir user passwd}. */
    @Command(
            name = "passwd",
            description = "Set a user's password and end their sessions.",
            footer = {"", "With the local token it also works for an admin who has lost theirs."})
    static final class Passwd implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Mixin
        private final PasswordOptions password = new PasswordOptions();

        @Parameters(paramLabel = "USER", description = "Whose.")
        private String user = "";

        Passwd(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                ObjectNode wanted = JsonNodeFactory.instance
                        .objectNode()
                        .put("password", password.read(user).reveal());
                client.post(path(user) + "/password", wanted);
            }
            context.say("the password of user " + user + " is set; their sessions have ended");
            return ExitCodes.OK;
        }
    }

    /** {@code weir user remove}. */
    @Command(name = "remove", description = "Remove a user with their tokens and sessions.")
    static final class Remove implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "USER", description = "Who.")
        private String user = "";

        Remove(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try (AdminClient client = server.open(context)) {
                client.end(path(user));
            }
            context.say("user " + user + " is removed");
            return ExitCodes.OK;
        }
    }
}
