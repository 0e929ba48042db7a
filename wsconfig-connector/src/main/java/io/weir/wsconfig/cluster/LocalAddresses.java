package io.weir.wsconfig.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Tells whether a node's host is the machine on which this runs. */
@FunctionalInterface
public interface LocalAddresses {

    /** Whether this name or address belongs to this machine; a name that cannot be resolved does not. */
    boolean contains(String host);

    /** Those of the machine, asked anew each time: a laptop's change. */
    static LocalAddresses ofThisMachine() {
        return host -> {
            try {
                for (InetAddress address : InetAddress.getAllByName(host)) {
                    if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
                        return true;
                    }
                }
                return false;
            } catch (UnknownHostException | SocketException e) {
                return false;
            }
        };
    }
}
