package io.weir.addons.machine;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine that a server shall listen on. */
public final class Ports {
    public static final int MAX = 65535;

    private Ports() {}

    /** Fails where something listens there, or where the address is not this machine's. */
    public static void requireFree(InetSocketAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            throw new CommandException(
                    address.getAddress().getHostAddress() + ":" + address.getPort() + ": " + e.getMessage()
                            + " (expected: an address of this machine with a free port; stop what listens there, or give"
                            + " another one)",
                    e);
        }
    }
}
