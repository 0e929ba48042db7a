package io.weir.addons.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceTextsTest {
    private static final Path DIR = Path.of("/srv/100% sure");
    private static final Server SERVER = new Server(
            "data store",
            DIR,
            List.of("/srv/100% sure/bin/redis-server", "/etc/a.conf"),
            Map.of("HOME", "/x y"),
            DIR,
            DIR,
            "weir-redis",
            List.of(),
            Optional::empty,
            List.of("LimitNOFILE=10032"));

    @Test
    void writesAUnitThatSystemdReadsAsMeant() {
        assertThat(ServiceTexts.systemd("data store", SERVER).lines())
                .contains(
                        "Description=Weir: data store",
                        "User=weir-redis",
                        "WorkingDirectory=/srv/100%% sure",
                        "Environment=\"HOME=/x y\"",
                        "ExecStart=\"/srv/100%% sure/bin/redis-server\" /etc/a.conf",
                        "LimitNOFILE=10032",
                        "Restart=on-failure",
                        "WantedBy=multi-user.target");
    }

    @Test
    void writesCommandsForWindows() {
        assertThat(ServiceTexts.windows("Weir-datastore-1", SERVER))
                .contains("sc.exe create Weir-datastore-1 binPath= \"\\\"/srv/100% sure/bin/redis-server\\\" ");
    }
}
