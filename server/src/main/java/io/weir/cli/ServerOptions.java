package io.weir.cli;

import io.weir.config.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a client command talks to, and as whom. */
final class ServerOptions {
    private static final URI DEFAULT = URI.create("http://127.0.0.1:9000");

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
        String given = token == null ? context.environment().get("WEIR_TOKEN") : token;
        if (given != null) {
            return new AdminClient(address, Secret.of(given));
        }
        // The local token opens this machine's node alone, so no other machine is told it.
        if (!isLoopback(address.getHost())) {
            throw CommandException.usage("no token for " + address
                    + " (expected: --token or WEIR_TOKEN; the local one works on loopback only)");
        }
        return AdminClient.local(address, data == null ? context.defaultData() : data);
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

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CommandException("--server: " + host + ": no such host", e);
        }
    }
}
