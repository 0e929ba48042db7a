package io.weir.addons;

import io.weir.cli.CommandContext;
import io.weir.cli.CommandLineInterface;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What one command printed and how it ended. */
record AddonsRun(int code, String out, String err) {

    /** Runs {@code weir addons …} with nobody at the keyboard. */
    static AddonsRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandContext context = new CommandContext(
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                Map.of(),
                Path.of("nowhere"),
                (config, file, data) -> {
                    throw new IllegalStateException("no node in this test");
                });
        String[] all = new String[args.length + 1];
        all[0] = "addons";
        for (int i = 0; i < args.length; i++) {
            all[i + 1] = String.valueOf(args[i]);
        }
        return new AddonsRun(new CommandLineInterface(context).run(all), out.toString(), err.toString());
    }

    /** The lines on stderr that are no advice about the kernel. */
    List<String> errors() {
        return err.lines()
                .filter(line -> !line.contains("sysctl") && !line.contains("huge pages") && !line.contains("ulimit"))
                .filter(line -> !line.contains("made the system user"))
                .toList();
    }

    /** The first of three ports one after another that nothing listens on, nor on those of a cluster's bus. */
    static int freeClusterPort() throws IOException {
        for (int first = freePort(); ; first = freePort()) {
            if (isFree(first + 1)
                    && isFree(first + 2)
                    && isFree(first + 10_000)
                    && isFree(first + 10_001)
                    && isFree(first + 10_002)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that nothing listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() > 55_000 ? socket.getLocalPort() - 15_000 : socket.getLocalPort();
        }
    }
}
