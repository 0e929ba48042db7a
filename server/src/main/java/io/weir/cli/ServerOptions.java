package io.weir.cli;

import io.weir.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a client command talks to, and as whom. */
final class ServerOptions {
    private static final URI DEFAULT = URI.create("http://127.0.0.1:9000");
    private static final String TOKEN_FILE = "admin-token";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The admin API of any node of the cluster (default: WEIR_SERVER, else http://127.0.0.1:9000).")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "A token of the admin API (default: WEIR_TOKEN, else what the node on this machine wrote to"
                    + " data/admin-token).")
    private @Nullable String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the node on this machine keeps its data (default: data in Weir's folder).")
    private @Nullable Path data;

    /** A client of that server. */
    AdminClient open(CommandContext context) {
        URI address = address(context);
        return new AdminClient(address, token(context, address));
    }

    private URI address(CommandContext context) {
        String fromEnvironment = context.environment().get("WEIR_SERVER");
        URI address = server != null ? server : fromEnvironment != null ? parse(fromEnvironment) : DEFAULT;
        boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!isWeb || address.getHost() == null) {
            throw CommandException.usage("--server: " + address + " (expected: an address such as " + DEFAULT + ")");
        }
        return address;
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("WEIR_SERVER: " + text + " (expected: an address such as " + DEFAULT + ")");
        }
    }

    private Secret token(CommandContext context, URI address) {
        if (token != null) {
            return Secret.of(token);
        }
        String fromEnvironment = context.environment().get("WEIR_TOKEN");
        if (fromEnvironment != null) {
            return Secret.of(fromEnvironment);
        }
        // It opens this machine's node alone, so no other machine is told it.
        if (!isLoopback(address.getHost())) {
            throw CommandException.usage("no token for " + address
                    + " (expected: --token or WEIR_TOKEN; the local one works on loopback only)");
        }
        return localToken((data == null ? context.defaultData() : data).resolve(TOKEN_FILE));
    }

    private static Secret localToken(Path file) {
        try {
            return Secret.of(Files.readString(file).trim());
        } catch (IOException e) {
            throw new CommandException(
                    file
                            + ": cannot be read (expected: the token of a node that runs on this machine; or give --token, WEIR_TOKEN"
                            + " or --data)",
                    e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CommandException("--server: " + host + ": no such host", e);
        }
    }
}
