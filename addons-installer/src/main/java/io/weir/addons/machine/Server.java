package io.weir.addons.machine;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server process of an add-on: how it is started, found again and asked. Immutable.
 *
 * @param title for messages, with its address
 * @param folder where it works
 * @param command the program in the foreground and its arguments
 * @param environment added to this process's own
 * @param pidFile which the server writes itself
 * @param log its own log, whose end tells why it did not start
 * @param user as whom it runs
 * @param listens where it listens
 * @param readiness asks it
 * @param unit what a systemd unit needs to know beyond that, one directive a line
 */
public record Server(
        String title,
        Path folder,
        List<String> command,
        Map<String, String> environment,
        Path pidFile,
        Path log,
        String user,
        List<InetSocketAddress> listens,
        Readiness readiness,
        List<String> unit) {
    /** The name of the file for what it says on its console. */
    public static final String CONSOLE = "console.log";

    public Server {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        listens = List.copyOf(listens);
        unit = List.copyOf(unit);
    }

    /** What it says before it has a log: in a folder that its user cannot write to, because root writes this file. */
    Path console() {
        return folder.resolve(CONSOLE);
    }

    /** Asks a server whether it works. */
    @FunctionalInterface
    public interface Readiness {
        /** How a server's answer begins that works on it and must be waited for. */
        String BUSY = "LOADING";

        /** Why it does not work (yet); empty where it does. Blocks for a second at most. */
        Optional<String> obstacle();
    }
}
