package io.weir.wsconfig.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ConnectFailureTest {
    @TempDir
    Path temp;

    private WorkFixture fixture;
    private Map<String, String> before;

    @BeforeEach
    void start() throws IOException {
        fixture = WorkFixture.debian(temp);
        before = fixture.snapshot("conf");
    }

    @Test
    void putsEverythingBackWhereTheWebServersTestFails() {
        fixture.webServer.refusesTest = "Syntax error on line 3";

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("shop.example.com"), true))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining(
                        "apachectl configtest: ended with 1\nSyntax error on line 3\neverything was put back");
        assertThat(fixture.snapshot("conf")).isEqualTo(before);
        assertThat(fixture.connectors.all()).isEmpty();
        assertThat(fixture.root.resolve("connectors/1")).doesNotExist();
        assertThat(fixture.read("connectors/wsconfig.log"))
                .contains("Syntax error on line 3", "everything was put back");
        assertThat(fixture.webServer.calls()).doesNotContain("graceful");
    }

    @Test
    void saysThatTheConfigurationWasBrokenBefore() {
        fixture.webServer.refusesTest = "Syntax error";

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageContaining("does not pass its test without the change either");
    }

    @Test
    void putsEverythingBackWhereTheReloadFails() {
        fixture.webServer.refusesReload = "no permission";

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageContaining("apachectl graceful: ended with 1\nno permission")
                .hasMessageNotContaining("without the change either");
        assertThat(fixture.snapshot("conf")).isEqualTo(before);
    }

    @Test
    void putsEverythingBackAndStartsAWebServerAgainThatEndedAtTheReload() throws IOException {
        Process webServer = new ProcessBuilder("sleep", "600").start();
        try {
            fixture.webServer.pidFile =
                    fixture.write("httpd.pid", webServer.pid() + "\n").toString();
            fixture.webServer.onReload = webServer::destroy;

            assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                    .hasMessageContaining(
                            "ended at the reload (expected: its error log says why)\neverything was put back");
        } finally {
            webServer.destroy();
        }

        assertThat(fixture.snapshot("conf")).isEqualTo(before);
        assertThat(fixture.webServer.calls()).containsExactly("configtest", "graceful", "start", "configtest");
    }

    @Test
    void putsAnUpdateBackToTheFormerState() {
        fixture.work().connect(fixture.settings("All"), true);
        Map<String, String> conf = fixture.snapshot("conf");
        String workers = fixture.read("connectors/1/workers.properties");
        fixture.nodes("<node id='n-9' host='10.0.0.9' state='up'><ajp port='8009'/></node>");
        fixture.webServer.refusesTest = "no";

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .isInstanceOf(WsconfigException.class);

        assertThat(fixture.snapshot("conf")).isEqualTo(conf);
        assertThat(fixture.read("connectors/1/workers.properties")).isEqualTo(workers);
        assertThat(fixture.read("connectors/1/wsconfig.log")).contains("everything was put back");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<cluster name='weir'>",
                "<cluster name='weir'></cluster>",
                "<cluster name='weir'><node id='n' host='h' state='up'/></cluster>"
            })
    void changesNothingByADescriptionThatIsDamagedOrEmpty(String description) {
        fixture.write("cluster.xml", description);

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("(expected:");
        assertThat(fixture.snapshot("conf")).isEqualTo(before);
        assertThat(fixture.root.resolve("connectors/1")).doesNotExist();
        assertThat(fixture.webServer.calls()).isEmpty();
    }

    @Test
    void refusesANodeThatOnlyItsOwnMachineReaches() {
        fixture.nodes("<node id='n-1' host='10.0.0.5' state='up'><ajp port='8009' loopback='true'/></node>");

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageContaining("listeners.ajp.host");
        assertThat(fixture.snapshot("conf")).isEqualTo(before);
    }

    @Test
    void refusesAVirtualHostThatIsNotInForceAndNamesThoseThatAre() {
        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("shop.example.org"), true))
                .hasMessage(
                        "-vhost: shop.example.org (expected: All, or the ServerName, alias or site file of a virtual host that is"
                                + " in force: blog.example.com, shop.example.com)");
    }

    @Test
    void refusesAModJkConfThatIsSomebodyElses() {
        fixture.write("conf/mod_jk.conf", "LoadModule jk_module x\n");

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageContaining("mod_jk.conf: was not made by wsconfig (expected:");
        assertThat(fixture.read("conf/mod_jk.conf")).isEqualTo("LoadModule jk_module x\n");
    }

    @Test
    void refusesConnectorsOfAnotherFolder() {
        fixture.work().connect(fixture.settings("All"), true);
        ConnectorWork other = new ConnectorWork(new Connectors(fixture.root.resolve("elsewhere")), fixture.workplace());

        assertThatThrownBy(() -> other.connect(fixture.settings("blog"), true))
                .hasMessageContaining("mod_jk.conf: belongs to connectors of another folder");
    }

    @Test
    void refusesASecondMountFileOfOneServer() {
        fixture.write("conf/mods-enabled/jk.conf", "JkMountFile /etc/other.properties\n");

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageContaining("jk.conf:1: JkMountFile is set already");
        assertThat(fixture.work().connect(fixture.settings("blog"), true).isChanged())
                .isTrue();
    }

    @Test
    void refusesTwoProtocolsWhereOneIsForAll() {
        fixture.work().connect(fixture.settings("All"), true);

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("blog", Protocol.HTTP), true))
                .hasMessageContaining("one speaks ajp and one http");
    }

    @Test
    void refusesToGuessWithoutTheModule() {
        ConnectorSettings given = fixture.settings("All");
        ConnectorSettings without = new ConnectorSettings(
                given.site(),
                given.protocol(),
                given.source(),
                given.secretFile(),
                Optional.of(fixture.root.resolve("conf")),
                given.bin(),
                given.script(),
                given.service(),
                given.mapping(),
                given.statusPath(),
                given.tuning());

        assertThatThrownBy(() -> fixture.work().connect(without, true))
                .hasMessageContaining("mod_jk.so: not found by -module " + fixture.conf);
    }

    @Test
    void refusesABlockWhoseEndWasLost() {
        fixture.work().connect(fixture.settings("All"), true);
        String damaged = fixture.read("conf/apache2.conf").replaceAll("# END.*\n", "");
        fixture.write("conf/apache2.conf", damaged);

        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageContaining("apache2.conf: a line '# BEGIN Weir wsconfig: mod_jk.conf' without its line");
        assertThat(fixture.read("conf/apache2.conf")).isEqualTo(damaged);
    }

    @Test
    void letsNoOtherRunInBetween() {
        fixture.webServer.onTest =
                () -> assertThat(fixture.conf.resolve(".wsconfig.lock")).exists();

        fixture.work().connect(fixture.settings("All"), true);

        assertThat(fixture.conf.resolve(".wsconfig.lock")).doesNotExist();
        assertThat(Files.exists(fixture.root.resolve("connectors/.wsconfig.lock")))
                .isFalse();
    }
}
