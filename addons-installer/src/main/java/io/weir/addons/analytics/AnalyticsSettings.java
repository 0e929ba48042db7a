package io.weir.addons.analytics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.weir.addons.machine.Ports;
import io.weir.cli.CommandException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * What somebody wants of an Analytics server.
 *
 * @param transportPort by which the servers of a cluster talk to each other
 * @param bind the address that both ports listen on
 * @param seeds {@code HOST:PORT} of transport ports of the cluster that it joins; none for the first server
 * @param heap such as {@code 512m} or {@code 2g}
 */
public record AnalyticsSettings(
        int httpPort, int transportPort, String bind, String clusterName, List<String> seeds, String heap) {
    private static final long MIN_HEAP_MB = 128;
    private static final long MAX_HEAP_MB = 31 << 10;

    public AnalyticsSettings {
        seeds = List.copyOf(seeds);
        requirePort("--http-port", httpPort);
        requirePort("--transport-port", transportPort);
        if (httpPort == transportPort) {
            throw CommandException.usage(
                    "--transport-port: " + transportPort + " (expected: another one than --http-port)");
        }
        if (!clusterName.matches("[A-Za-z0-9._-]{1,63}")) {
            throw CommandException.usage("--cluster-name: " + clusterName
                    + " (expected: A-Z, a-z, 0-9, '.', '_' and '-', at most 63 characters)");
        }
        for (String seed : seeds) {
            if (!seed.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[1-9]\\d{0,4}")) {
                throw CommandException.usage("--seed: " + seed + " (expected: HOST:PORT of a transport port)");
            }
        }
        if (!heap.matches("[1-9]\\d{0,5}[mg]") || megabytes(heap) < MIN_HEAP_MB || megabytes(heap) > MAX_HEAP_MB) {
            throw CommandException.usage("--heap: " + heap + " (expected: 128m to 31g)");
        }
    }

    private static void requirePort(String option, int port) {
        if (port < 1 || port > Ports.MAX) {
            throw CommandException.usage(option + ": " + port + " (expected: 1 to " + Ports.MAX + ")");
        }
    }

    /** The heap in megabytes. */
    @JsonIgnore
    long heapMegabytes() {
        return megabytes(heap);
    }

    private static long megabytes(String heap) {
        long number = Long.parseLong(heap.substring(0, heap.length() - 1));
        return heap.endsWith("g") ? number << 10 : number;
    }

    /** The address to listen on, resolved. */
    @JsonIgnore
    InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new CommandException("--bind: " + bind + " (expected: an address of this machine)", e);
        }
    }

    /** Whether only this machine can reach it. */
    @JsonIgnore
    public boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    /** How this machine reaches it. */
    @JsonIgnore
    String reachableHost() {
        InetAddress address = address();
        return address.isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getHostAddress();
    }

    @JsonIgnore
    List<InetSocketAddress> listens() {
        return List.of(new InetSocketAddress(address(), httpPort), new InetSocketAddress(address(), transportPort));
    }
}
