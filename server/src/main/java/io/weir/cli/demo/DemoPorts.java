package io.weir.cli.demo;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a demo listens, on loopback: the usual ports where they are free.
 *
 * @param http traffic
 * @param admin REST API
 * @param redis data store
 * @param elasticsearch analytics server
 */
record DemoPorts(int http, int admin, int redis, int elasticsearch) {
    /** What the documentation says. */
    static final DemoPorts USUAL = new DemoPorts(8080, 9000, 6379, 9200);

    /**
     * Looks which are free now; until the node listens, somebody else may still take one.
     *
     * @param notice is told of each port that is taken
     */
    static DemoPorts choose(DemoPorts wanted, Consumer<String> notice) {
        // All are held until the last one is found, so that no two are the same.
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new DemoPorts(
                    choose(wanted.http(), held, notice),
                    choose(wanted.admin(), held, notice),
                    choose(wanted.redis(), held, notice),
                    choose(wanted.elasticsearch(), held, notice));
        } catch (IOException e) {
            throw new CommandException("no free port on loopback: " + e.getMessage(), e);
        } finally {
            held.forEach(DemoPorts::close);
        }
    }

    /** Whether nobody listens on any of them now. */
    boolean areFree() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int port : List.of(http, admin, redis, elasticsearch)) {
                held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            }
            return true;
        } catch (IOException taken) {
            return false;
        } finally {
            held.forEach(DemoPorts::close);
        }
    }

    private static int choose(int wanted, List<ServerSocket> held, Consumer<String> notice) throws IOException {
        try {
            held.add(new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress()));
            return wanted;
        } catch (IOException taken) {
            ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(free);
            notice.accept("port " + wanted + " is taken: using " + free.getLocalPort() + " instead");
            return free.getLocalPort();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new CommandException("a port could not be given back: " + e.getMessage(), e);
        }
    }
}
