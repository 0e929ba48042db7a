package io.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoPortsIT {

    @Test
    void takesAnotherPortWhereTheUsualOneIsTakenAndSaysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            List<String> notices = new ArrayList<>();

            DemoPorts ports = DemoPorts.choose(new DemoPorts(port, 0, 0, 0), notices::add);

            assertThat(ports.http()).isNotEqualTo(port).isPositive();
            assertThat(notices).containsExactly("port " + port + " is taken: using " + ports.http() + " instead");
        }
    }
}
