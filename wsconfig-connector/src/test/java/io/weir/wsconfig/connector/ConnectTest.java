package io.weir.wsconfig.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ConnectTest {
    @TempDir
    Path temp;

    private WorkFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = WorkFixture.debian(temp);
    }

    @Test
    void connectsTheMainServerAndAllVirtualHosts() {
        ConnectorWork.Outcome outcome = fixture.work().connect(fixture.settings("All"), true);

        assertThat(outcome.isChanged()).isTrue();
        assertThat(outcome.isReloaded()).isTrue();
        assertThat(fixture.read("conf/apache2.conf"))
                .isEqualTo("User www\nIncludeOptional mods-enabled/*\n"
                        + "# BEGIN Weir wsconfig: mod_jk.conf\n"
                        + "Include \"" + fixture.conf + "/mod_jk.conf\"\n"
                        + "# END Weir wsconfig: mod_jk.conf\n"
                        + "IncludeOptional sites-enabled/*.conf");
        assertThat(fixture.read("conf/mod_jk.conf"))
                .contains(
                        "LoadModule jk_module \"" + fixture.root + "/mod_jk.so\"",
                        "JkWorkersFile \"" + fixture.root + "/connectors/1/workers.properties\"",
                        "JkMountCopy All",
                        "Include \"" + fixture.root + "/connectors/1/mod_jk_vhost.conf\"");
        assertThat(fixture.read("connectors/1/workers.properties"))
                .contains("host=10.0.0.5\n", "lbfactor=2\n", "secret=" + WorkFixture.SECRET + "\n");
        assertThat(fixture.root.resolve("connectors/1/workers.conf")).doesNotExist();
        assertThat(fixture.read("conf/sites-available/shop.conf").split("# BEGIN Weir wsconfig: connector 1\n"))
                .hasSize(3);
        assertThat(fixture.read("conf/sites-available/blog.conf")).contains("/connectors/1/mod_jk_vhost.conf\"\r\n");
        assertThat(fixture.webServer.calls()).containsExactly("configtest", "graceful");
    }

    @Test
    void leavesAVirtualHostToItsOwnConnector() {
        fixture.work().connect(fixture.settings("All"), true);

        fixture.work().connect(fixture.settings("blog"), true);

        assertThat(fixture.read("conf/sites-available/blog.conf"))
                .contains("/connectors/2/")
                .doesNotContain("/connectors/1/");
        assertThat(fixture.read("conf/sites-available/shop.conf"))
                .contains("/connectors/1/")
                .doesNotContain("/connectors/2/");

        fixture.work().remove(fixture.connectors.numbered(2), true);
        assertThat(fixture.read("conf/sites-available/blog.conf")).contains("/connectors/1/");
    }

    @Test
    void connectsOneVirtualHostAtAllItsAddresses() {
        fixture.work().connect(fixture.settings("shop.example.com"), true);

        String block = "    # BEGIN Weir wsconfig: connector 1\n"
                + "    Include \"" + fixture.root + "/connectors/1/mod_jk_vhost.conf\"\n"
                + "    # END Weir wsconfig: connector 1\n";
        assertThat(fixture.read("conf/sites-available/shop.conf"))
                .isEqualTo("<VirtualHost *:80>\n\tServerName shop.example.com\n" + block + "</VirtualHost>\n"
                        + "<VirtualHost *:443>\n\tServerName shop.example.com\n" + block + "</VirtualHost>\n");
        assertThat(fixture.root.resolve("conf/sites-enabled/shop.conf")).isSymbolicLink();
        assertThat(fixture.read("conf/mod_jk.conf")).doesNotContain("JkMountCopy", "mod_jk_vhost.conf");
        assertThat(fixture.read("conf/sites-available/blog.conf")).doesNotContain("Weir");
    }

    @Test
    void changesNothingTheSecondTime() {
        fixture.work().connect(fixture.settings("shop.example.com"), true);
        fixture.webServer.calls();
        Map<String, String> conf = fixture.snapshot("conf");
        Map<String, String> connectors = fixture.snapshot("connectors");

        ConnectorWork.Outcome outcome = fixture.work().connect(fixture.settings("SHOP.example.com"), true);

        assertThat(outcome.isChanged()).isFalse();
        assertThat(fixture.webServer.calls()).isEmpty();
        assertThat(fixture.snapshot("conf")).isEqualTo(conf);
        assertThat(fixture.snapshot("connectors")).isEqualTo(connectors);
    }

    @Test
    void followsOtherOptionsOfTheSameSite() {
        fixture.work().connect(fixture.settings("All"), true);

        fixture.work().connect(fixture.settings("All", Protocol.HTTP), true);

        assertThat(fixture.root.resolve("conf/mod_jk.conf")).doesNotExist();
        assertThat(fixture.root.resolve("connectors/1/workers.properties")).doesNotExist();
        assertThat(fixture.read("conf/apache2.conf"))
                .contains("mod_proxy_weir.conf")
                .doesNotContain("mod_jk");
        assertThat(fixture.read("connectors/1/balancer.conf")).contains("\"http://10.0.0.5:8080\" loadfactor=2");
        assertThat(fixture.connectors.all()).hasSize(1);
    }

    @Test
    void givesItsWorkersAsDirectivesWhereTheOneWorkersFileIsSomebodyElses() {
        fixture.write(
                "conf/mods-enabled/jk.conf", "JkWorkersFile /etc/libapache2-mod-jk/workers.properties\nJkLogFile x\n");

        fixture.work().connect(fixture.settings("All"), true);

        assertThat(fixture.read("conf/mod_jk.conf"))
                .contains("Include \"" + fixture.root + "/connectors/1/workers.conf\"")
                .doesNotContain("JkWorkersFile", "JkLogFile");
        assertThat(fixture.read("connectors/1/workers.conf"))
                .contains("JkWorkerProperty worker.list=weir1\n", "JkWorkerProperty worker.weir1-common.secret=");
        assertThat(fixture.snapshot("connectors").get("connectors/1/workers.conf"))
                .doesNotContain("OTHERS_READ");
    }

    @Test
    void keepsTheSecretFromOthers() {
        fixture.webServer.refusesReload = "could not signal, secret=" + WorkFixture.SECRET;
        assertThatThrownBy(() -> fixture.work().connect(fixture.settings("All"), true))
                .hasMessageNotContaining(WorkFixture.SECRET)
                .hasMessageContaining("secret=***");
        fixture.webServer.refusesReload = "";

        fixture.work().connect(fixture.settings("All"), true);

        fixture.snapshot("connectors").forEach((name, content) -> {
            boolean holdsIt = name.endsWith("/workers.properties");
            assertThat(content.contains(WorkFixture.SECRET)).as(name).isEqualTo(holdsIt);
            if (holdsIt) {
                assertThat(content).contains("OWNER_READ", "GROUP_READ").doesNotContain("OTHERS_READ");
            }
        });
        assertThat(fixture.steps).noneMatch(step -> step.contains(WorkFixture.SECRET));
    }

    @Test
    void keepsTheBytesThatWereThere() {
        String before = fixture.read("conf/apache2.conf");
        fixture.work().connect(fixture.settings("All"), true);
        fixture.write("conf/apache2.conf", fixture.read("conf/apache2.conf") + "\nUser other\n");
        fixture.work().connect(fixture.settings("All"), true);

        assertThat(fixture.read("connectors/1/backup" + fixture.conf + "/apache2.conf"))
                .isEqualTo(before);
    }

    @Test
    void tellsEachStepWithItsTime() {
        fixture.work().connect(fixture.settings("All"), true);

        assertThat(fixture.read("connectors/1/wsconfig.log").lines())
                .allMatch(line -> line.startsWith("2026-11-21T12:00:00Z "))
                .anyMatch(line -> line.endsWith("change " + fixture.conf + "/apache2.conf"))
                .anyMatch(line -> line.endsWith("reloaded: " + fixture.root + "/apachectl graceful"));
    }

    @Test
    void writesItsSettingsFirstAndTheMainFileLast() {
        fixture.work().connect(fixture.settings("blog"), true);

        List<String> files = fixture.steps.stream()
                .filter(step -> step.matches("(make|change) /.*"))
                .toList();
        assertThat(files.get(0)).endsWith("connectors/1/connector.properties");
        assertThat(files.get(files.size() - 1)).isEqualTo("change " + fixture.conf + "/apache2.conf");
    }

    @Test
    void leavesTheWebServerAloneWhereAsked() {
        ConnectorWork.Outcome outcome = fixture.work().connect(fixture.settings("All"), false);

        assertThat(outcome.isReloaded()).isFalse();
        assertThat(fixture.webServer.calls()).containsExactly("configtest");
    }

    @Test
    void startsNoWebServerThatIsStopped() {
        fixture.webServer.isStopped = true;

        assertThat(fixture.work().connect(fixture.settings("All"), true).isReloaded())
                .isFalse();
        assertThat(fixture.webServer.calls()).containsExactly("configtest");
    }

    @Test
    void connectsTwoVirtualHostsOfOneWebServer() {
        fixture.work().connect(fixture.settings("shop.example.com"), true);
        fixture.work().connect(fixture.settings("blog"), true);

        assertThat(fixture.read("conf/mod_jk.conf"))
                .contains(
                        "JkWorkersFile \"" + fixture.root + "/connectors/1/workers.properties\"",
                        "Include \"" + fixture.root + "/connectors/2/workers.conf\"")
                .containsOnlyOnce("JkShmFile");
        assertThat(fixture.read("conf/sites-available/blog.conf"))
                .contains("    Include \"" + fixture.root + "/connectors/2/mod_jk_vhost.conf\"\r\n");
        assertThat(fixture.read("connectors/2/workers.properties")).contains("worker.list=weir2\n");
    }
}
