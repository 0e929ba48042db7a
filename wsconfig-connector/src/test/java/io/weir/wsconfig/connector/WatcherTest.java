package io.weir.wsconfig.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class WatcherTest {
    private static final String UP = "<node id='n-1' host='10.0.0.5' state='up'><ajp port='8009'/></node>";
    private static final String TWO = UP + "<node id='n-2' host='10.0.0.6' state='up'><ajp port='8009'/></node>";

    @TempDir
    Path temp;

    private WorkFixture fixture;
    private final List<String> said = new ArrayList<>();
    private final List<Integer> followed = new ArrayList<>();
    private String problem = "";
    /** Starts far below zero, as a real one may. */
    private long now = Long.MIN_VALUE / 2;

    private Watcher watcher;

    @BeforeEach
    void start() throws IOException {
        fixture = WorkFixture.debian(temp);
        fixture.nodes(UP);
        fixture.work().connect(fixture.settings("All"), true);
        fixture.webServer.calls();
        watcher = watcher(OptionalInt.empty());
    }

    @Test
    void bringsConnectorsInStepAtItsStart() {
        fixture.nodes(TWO);

        watcher.look();

        assertThat(fixture.read("connectors/1/workers.properties")).contains("host=10.0.0.6");
        assertThat(fixture.webServer.calls()).containsExactly("configtest", "graceful");
        assertThat(said).containsExactly("connector 1: cluster weir: n-1 up, n-2 up; web server reloaded");
    }

    @Test
    void makesOneReloadOfSeveralChangesInShortTime() {
        look();
        fixture.nodes(TWO);
        look();
        fixture.nodes(UP.replace("'up'", "'quiesced'"));
        look();
        assertThat(fixture.webServer.calls()).isEmpty();

        look();

        assertThat(fixture.webServer.calls()).containsExactly("configtest", "graceful");
        assertThat(fixture.read("connectors/1/workers.properties")).contains("activation=disabled");
    }

    @Test
    void waitsNoLongerThanItsPatienceWhereChangesDoNotEnd() {
        look();
        int looks = 0;
        while (fixture.webServer.calls().isEmpty()) {
            fixture.nodes(looks++ % 2 == 0 ? TWO : UP.replace("8009", "8010"));
            look();
        }

        assertThat(looks).isEqualTo(6);
    }

    @Test
    void reloadsNothingForWhatConnectorsDoNotUse() {
        look();
        fixture.write("cluster.xml", fixture.read("cluster.xml").replace("generation='1'", "generation='2'"));
        look();
        fixture.write("cluster.xml", fixture.read("cluster.xml").replace("</node>", "<admin port='9000'/></node>"));
        look();
        look();
        look();

        assertThat(fixture.webServer.calls()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void keepsTheLastGoodDescription() throws IOException {
        look();
        String workers = fixture.read("connectors/1/workers.properties");
        fixture.write("cluster.xml", "<cluster name='weir'><node");
        look();
        look();
        Files.delete(fixture.root.resolve("cluster.xml"));
        look();
        look();

        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("connector 1: stays as it is: ").contains("not complete");
        assertThat(said.get(1)).contains("no such file");

        fixture.nodes(TWO);
        look();
        look();
        assertThat(fixture.read("connectors/1/workers.properties")).isNotEqualTo(workers);
        assertThat(said).hasSize(3);
    }

    @Test
    void triesAgainLaterWhatFailed() {
        look();
        followed.clear();
        problem = "web server is not content";
        fixture.nodes(TWO);
        for (int looks = 0; looks < 100; looks++) {
            look();
        }
        int tries = followed.size();

        assertThat(tries).isBetween(2, 5);
        assertThat(said).containsExactly("connector 1: not changed, will be tried again: web server is not content");

        problem = "";
        for (int looks = 0; looks < 700 && said.size() < 2; looks++) {
            look();
        }
        assertThat(said).last().asString().contains("n-2 up; web server reloaded");
    }

    @Test
    void keepsAWebServersNodesWhereTheClusterHasNone() {
        look();
        fixture.nodes("");
        look();
        look();

        assertThat(fixture.webServer.calls()).isEmpty();
        assertThat(fixture.read("connectors/1/workers.properties")).contains("host=10.0.0.5");
        assertThat(said).first().asString().contains("no node can be used");
    }

    @Test
    void leavesOutANodeThatItCannotReachAndSaysSo() {
        look();
        fixture.nodes(UP + "<node id='n-3' host='10.0.0.7' state='up'><ajp port='8009' loopback='true'/></node>");
        look();
        look();

        assertThat(said)
                .anyMatch(line ->
                        line.startsWith("connector 1: left out: node n-3: ") && line.contains("listeners.ajp.host"));
        assertThat(fixture.read("connectors/1/workers.properties")).doesNotContain("n-3");
    }

    @Test
    void followsAnotherSecret() {
        look();
        fixture.write("ajp-secret", "an0ther");
        look();
        look();

        assertThat(fixture.read("connectors/1/workers.properties")).contains("secret=an0ther\n");
    }

    @Test
    void followsOneConnectorWhereToldTo() {
        fixture.work().connect(fixture.settings("blog"), true);
        watcher = watcher(OptionalInt.of(2));
        followed.clear();

        look();

        assertThat(followed).containsExactly(2);
    }

    @Test
    void endsWhenToldTo() throws InterruptedException {
        watcher.stop();

        watcher.run();

        assertThat(followed).isEmpty();
    }

    private void look() {
        watcher.look();
        now += WatchTiming.DEFAULT.filePoll().toNanos();
    }

    private Watcher watcher(OptionalInt only) {
        return new Watcher(fixture.connectors, this::follow, only, WatchTiming.DEFAULT, () -> now, said::add);
    }

    private ConnectorWork.Outcome follow(Connector connector) {
        followed.add(connector.number());
        if (!problem.isEmpty()) {
            throw new WsconfigException(problem);
        }
        return fixture.work().follow(connector, true);
    }
}
