package io.weir.wsconfig.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.text.AjpTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class IisConnectorTest {
    @TempDir
    Path temp;

    private WorkFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new WorkFixture(temp);
    }

    @Test
    void makesTheFilesThatTheRedirectorReads() {
        ConnectorWork.Outcome outcome = fixture.work().connect(settings(), true);

        assertThat(outcome.isReloaded()).isFalse();
        assertThat(fixture.snapshot("connectors/1").keySet())
                .containsExactlyInAnyOrder(
                        "connectors/1",
                        "connectors/1/connector.properties",
                        "connectors/1/install.cmd",
                        "connectors/1/isapi_redirect.dll",
                        "connectors/1/isapi_redirect.properties",
                        "connectors/1/remove.cmd",
                        "connectors/1/uriworkermap.properties",
                        "connectors/1/workers.properties",
                        "connectors/1/wsconfig.log");
        assertThat(fixture.read("connectors/1/isapi_redirect.dll")).isEqualTo("MZ");
        assertThat(fixture.read("connectors/1/workers.properties")).contains("worker.weir1-node-n-1.host=10.0.0.5");
        assertThat(fixture.read("connectors/1/wsconfig.log"))
                .contains("not run: " + fixture.root + "/connectors/1/install.cmd");
        assertThat(fixture.work().connect(settings(), true).isChanged()).isFalse();
    }

    @Test
    void runsItsCommandsOnWindows() {
        fixture.windows();

        assertThat(fixture.work().connect(settings(), true).isReloaded()).isTrue();
        assertThat(fixture.webServer.calls()).containsExactly(fixture.root + "/connectors/1/install.cmd");

        fixture.work().remove(fixture.connectors.numbered(1), true);
        assertThat(fixture.webServer.calls()).containsExactly(fixture.root + "/connectors/1/remove.cmd");
        assertThat(fixture.root.resolve("connectors/1")).doesNotExist();
    }

    @Test
    void putsEverythingBackWhereItsCommandsFail() {
        fixture.windows();
        fixture.webServer.refusesReload = "ERROR ( message:Cannot find SITE object )";

        assertThatThrownBy(() -> fixture.work().connect(settings(), true))
                .hasMessageContaining("Cannot find SITE object");
        assertThat(fixture.root.resolve("connectors/1")).doesNotExist();
    }

    @Test
    void keepsTheCommandsUntilTheyWereRunOnTheOtherMachine() {
        fixture.work().connect(settings(), true);

        assertThatThrownBy(() -> fixture.work().remove(fixture.connectors.numbered(1), true))
                .hasMessageContaining("remove.cmd run there, then -remove -norestart)");

        fixture.work().remove(fixture.connectors.numbered(1), false);
        assertThat(fixture.connectors.all()).isEmpty();
    }

    private ConnectorSettings settings() {
        return new ConnectorSettings(
                new Site(WebServer.IIS, Optional.empty(), "Default Web Site"),
                Protocol.AJP,
                new Source.File(fixture.root.resolve("cluster.xml")),
                Optional.of(fixture.root.resolve("ajp-secret")),
                Optional.of(fixture.write("isapi_redirect.dll", "MZ")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AjpTuning.DEFAULT);
    }
}
