package io.weir.addons.datastore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.weir.addons.machine.Ports;
import io.weir.cli.CommandException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a Data Store, without its password.
 *
 * @param port of the only server, or of the first
 * @param bind the address that it listens on
 * @param masters of a Redis Cluster, on ports one after another; 0 for a single server
 * @param replicaOf {@code HOST:PORT} of the master; null for a server that is none's replica
 * @param aclUser as whom nodes log in, with the rights of a node and no more; null where they have all rights
 */
public record DatastoreSettings(
        int port,
        String bind,
        int masters,
        @Nullable String replicaOf,
        @Nullable String aclUser) {
    /** As whom the installer and replicas log in where nodes have a user of their own. */
    static final String OWN_USER = "weir-addons";

    static final int DEFAULT_PORT = 6379;
    static final int MIN_MASTERS = 3;

    /** Servers of a cluster talk to each other on ports this much higher. */
    static final int BUS_OFFSET = 10_000;

    private static final int MAX_MASTERS = 100;

    public DatastoreSettings {
        boolean isCluster = masters > 0;
        int highest = Ports.MAX - (isCluster ? BUS_OFFSET + masters - 1 : 0);
        if (port < 1 || port > highest) {
            throw CommandException.usage("--port: " + port + " (expected: 1 to " + highest
                    + (isCluster ? "; the servers of a cluster also listen 10000 higher)" : ")"));
        }
        if (isCluster && (masters < MIN_MASTERS || masters > MAX_MASTERS)) {
            throw CommandException.usage(
                    "--masters: " + masters + " (expected: " + MIN_MASTERS + " to " + MAX_MASTERS + ")");
        }
        if (isCluster && replicaOf != null) {
            throw CommandException.usage("--replica-of: " + replicaOf + " (expected: not with --cluster)");
        }
        if (replicaOf != null) {
            master(replicaOf);
        }
        boolean isOwn = OWN_USER.equals(aclUser) || "default".equals(aclUser);
        if (aclUser != null && (isOwn || !aclUser.matches("[A-Za-z0-9._-]{1,64}"))) {
            throw CommandException.usage("--acl-user: " + aclUser
                    + " (expected: A-Z, a-z, 0-9, '.', '_' and '-', at most 64 characters; neither default nor "
                    + OWN_USER
                    + ")");
        }
    }

    /** As whom the installer logs in; null for the default user. */
    @JsonIgnore
    @Nullable
    String ownUser() {
        return aclUser == null ? null : OWN_USER;
    }

    @JsonIgnore
    boolean isCluster() {
        return masters > 0;
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

    /** How this machine reaches it. */
    @JsonIgnore
    String reachableHost() {
        InetAddress address = address();
        return address.isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress().getHostAddress()
                : address.getHostAddress();
    }

    /** The ports of all servers. */
    @JsonIgnore
    List<Integer> ports() {
        return IntStream.range(0, Math.max(1, masters)).mapToObj(i -> port + i).toList();
    }

    /** Where the server of that port listens. */
    List<InetSocketAddress> listens(int serverPort) {
        InetSocketAddress own = new InetSocketAddress(address(), serverPort);
        return isCluster() ? List.of(own, new InetSocketAddress(address(), serverPort + BUS_OFFSET)) : List.of(own);
    }

    /** Reads {@code HOST:PORT}. */
    static InetSocketAddress master(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        boolean isPort = colon > 0 && port.matches("\\d{1,5}") && Integer.parseInt(port) <= Ports.MAX;
        if (!isPort || port.equals("0")) {
            throw CommandException.usage("--replica-of: " + text + " (expected: HOST:PORT)");
        }
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(port));
    }
}
