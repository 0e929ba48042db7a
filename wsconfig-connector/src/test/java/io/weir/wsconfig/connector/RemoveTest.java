package io.weir.wsconfig.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class RemoveTest {
    @TempDir
    Path temp;

    private WorkFixture fixture;
    private Map<String, String> before;

    @BeforeEach
    void start() throws IOException {
        fixture = WorkFixture.debian(temp);
        before = fixture.snapshot("conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"All", "shop.example.com", "blog.example.com"})
    void givesBackTheBytesThatWereThere(String virtualHost) {
        connect(virtualHost);
        fixture.webServer.calls();

        ConnectorWork.Outcome outcome = fixture.work().remove(fixture.connectors.numbered(1), true);

        assertThat(outcome.isReloaded()).isTrue();
        assertThat(fixture.snapshot("conf")).isEqualTo(before);
        assertThat(fixture.root.resolve("connectors/1")).doesNotExist();
        assertThat(fixture.read("connectors/wsconfig.log")).contains("removed connector 1");
        assertThat(fixture.webServer.calls()).containsExactly("configtest", "graceful");
    }

    @Test
    void leavesAloneWhatTheUserChangedMeanwhile() {
        connect("shop.example.com");
        edit("conf/sites-available/shop.conf", "ServerName", "ServerAdmin a@b\n\tServerName");
        edit("conf/apache2.conf", "User www", "User web");
        fixture.write("conf/apache2.conf", fixture.read("conf/apache2.conf") + "\nListen 81\n");

        fixture.work().remove(fixture.connectors.numbered(1), true);

        assertThat(fixture.read("conf/sites-available/shop.conf")).isEqualTo("""
                <VirtualHost *:80>
                \tServerAdmin a@b
                \tServerName shop.example.com
                </VirtualHost>
                <VirtualHost *:443>
                \tServerAdmin a@b
                \tServerName shop.example.com
                </VirtualHost>
                """);
        assertThat(fixture.read("conf/apache2.conf"))
                .isEqualTo(
                        "User web\nIncludeOptional mods-enabled/*\nIncludeOptional sites-enabled/*.conf\nListen 81\n");
    }

    @Test
    void keepsTheOtherConnectorsOfTheWebServer() {
        connect("shop.example.com");
        connect("blog.example.com");

        fixture.work().remove(fixture.connectors.numbered(1), true);

        assertThat(fixture.read("conf/mod_jk.conf"))
                .contains("JkWorkersFile \"" + fixture.root + "/connectors/2/workers.properties\"")
                .contains("JkLogFile \"" + fixture.root + "/connectors/2/mod_jk.log\"")
                .doesNotContain("/connectors/1/");
        assertThat(fixture.root.resolve("connectors/2/workers.conf")).doesNotExist();
        assertThat(fixture.read("conf/sites-available/shop.conf")).doesNotContain("Weir");
        assertThat(fixture.read("conf/sites-available/blog.conf")).contains("/connectors/2/mod_jk_vhost.conf");

        fixture.work().remove(fixture.connectors.numbered(2), true);
        assertThat(fixture.snapshot("conf")).isEqualTo(before);
    }

    @Test
    void cleansAVirtualHostThatIsNotInForceAnyMore() throws IOException {
        connect("shop.example.com");
        Files.delete(fixture.conf.resolve("sites-enabled/shop.conf"));

        fixture.work().remove(fixture.connectors.numbered(1), true);

        assertThat(fixture.read("conf/sites-available/shop.conf")).doesNotContain("Weir");
    }

    @Test
    void leavesTheWebServersFilesWhereItsTestFails() {
        connect("All");
        Map<String, String> connected = fixture.snapshot("conf");
        fixture.webServer.refusesTest = "no";

        assertThatThrownBy(() -> fixture.work().remove(fixture.connectors.numbered(1), true))
                .hasMessageContaining("everything was put back");

        assertThat(fixture.snapshot("conf")).isEqualTo(connected);
        assertThat(fixture.connectors.all()).hasSize(1);
    }

    @Test
    void worksWhereTheClusterIsGone() throws IOException {
        connect("All");
        Files.delete(fixture.root.resolve("cluster.xml"));
        Files.delete(fixture.root.resolve("ajp-secret"));

        fixture.work().remove(fixture.connectors.numbered(1), true);

        assertThat(fixture.snapshot("conf")).isEqualTo(before);
    }

    @Test
    void worksWhereTheWebServerIsGone() throws IOException {
        connect("All");
        Files.move(fixture.conf, fixture.root.resolve("moved"));

        fixture.work().remove(fixture.connectors.numbered(1), true);

        assertThat(fixture.connectors.all()).isEmpty();
    }

    @Test
    void namesTheNumbersFolderWhereThereIsNone() {
        assertThatThrownBy(() -> fixture.connectors.numbered(7))
                .hasMessage("-connector: 7 (expected: one of those in " + fixture.connectors.folder()
                        + "; wsconfig -list shows them)");
    }

    private void connect(String virtualHost) {
        fixture.work().connect(fixture.settings(virtualHost), true);
    }

    private void edit(String file, String from, String to) {
        fixture.write(file, fixture.read(file).replace(from, to));
    }
}
