package io.weir.wsconfig.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.text.AjpTuning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsEverySetting() throws IOException {
        assertKept(new ConnectorSettings(
                new Site(WebServer.APACHE, Optional.of(Path.of("/etc/apache 2\\ü")), "shop.example.com"),
                Protocol.HTTP,
                new Source.Server(URI.create("https://gw:9000"), Path.of("/token # x")),
                Optional.of(Path.of(" leading")),
                Optional.of(Path.of("/module")),
                Optional.of(Path.of("/bin")),
                Optional.of(Path.of("/script")),
                Optional.of("service = x"),
                Optional.of(Path.of("/mapping")),
                Optional.of("/jk-status"),
                new AjpTuning(65536, Duration.ofSeconds(7))));
    }

    @Test
    void keepsWhatWasLeftOut() throws IOException {
        assertKept(new ConnectorSettings(
                new Site(WebServer.IIS, Optional.empty(), "All"),
                Protocol.AJP,
                new Source.File(Path.of("/cluster.xml")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AjpTuning.DEFAULT));
    }

    @Test
    void namesTheFileThatIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("connector.properties"), "ws=Apache\nprotocol=ajp\n");

        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("connector.properties: cannot be read: site is missing");
    }

    private void assertKept(ConnectorSettings settings) throws IOException {
        SettingsFile.Content content = new SettingsFile.Content(settings, List.of(Path.of("/a"), Path.of("/b c")));
        Path file = Files.write(folder.resolve("connector.properties"), SettingsFile.bytes(content));

        assertThat(SettingsFile.read(file)).isEqualTo(content);
        assertThat(SettingsFile.bytes(SettingsFile.read(file))).isEqualTo(SettingsFile.bytes(content));
    }
}
