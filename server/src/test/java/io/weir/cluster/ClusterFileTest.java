package io.weir.cluster;

import static io.weir.cluster.NodeRegistryContract.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.NodeInfo.Listener;
import io.weir.cluster.NodeInfo.State;
import io.weir.config.NodeConfig.Profile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

    private @TempDir Path directory;

    @Test
    void showsTheLiveNodesAsTheContractHasThem() throws Exception {
        NodeInfo gateway = new NodeInfo(
                "n-7f3a",
                "x",
                "10.0.0.5",
                State.QUIESCED,
                QuiesceMode.ALL,
                Profile.CONTROL_PLANE,
                "1.0.0",
                1,
                List.of(new Listener("http", 8080, false), new Listener("ajp", 8009, true)),
                Instant.EPOCH,
                3);

        assertThat(ClusterFile.content("weir", new ClusterView(17, List.of(gateway, node("n-9")), true)))
                .isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <cluster name="weir" generation="17">
                          <node id="n-7f3a" host="10.0.0.5" state="quiesced" profile="control-plane" version="1.0.0" weight="1">
                            <http port="8080"/><ajp port="8009" loopback="true"/>
                          </node>
                          <node id="n-9" host="10.0.0.5" state="up" profile="all-in-one" version="1.0.0" weight="3">
                            <http port="8080"/><admin port="9000" loopback="true"/>
                          </node>
                        </cluster>
                        """);
    }

    @Test
    void isValidWhateverANodeCallsItself() throws Exception {
        NodeInfo odd = new NodeInfo(
                "n-1",
                "x",
                "<&\"'>",
                State.STARTING,
                QuiesceMode.NONE,
                Profile.GATEWAY,
                "1 \"&",
                1000,
                List.of(),
                Instant.EPOCH,
                3);

        for (List<NodeInfo> nodes : List.of(List.of(odd), List.<NodeInfo>of(), List.of(node("a"), odd))) {
            String content = ClusterFile.content("a & b", new ClusterView(1, nodes, true));
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Path.of("../conf/cluster.xsd").toFile())
                    .newValidator()
                    .validate(new StreamSource(new StringReader(content)));
        }
    }

    @Test
    void isWrittenOnlyWhenItChanges() throws Exception {
        Path path = directory.resolve("cluster.xml");
        ClusterFile file = new ClusterFile(path, "weir", "n-1");
        ClusterView one = new ClusterView(1, List.of(node("a")), true);
        ClusterView two = new ClusterView(2, List.of(node("a"), node("b")), true);
        file.viewChanged(ClusterView.NOTHING, one);
        Files.setLastModifiedTime(path, LONG_AGO);

        file.viewChanged(one, one.kept());
        assertThat(Files.getLastModifiedTime(path)).isEqualTo(LONG_AGO);
        file.viewChanged(one, two);
        assertThat(Files.getLastModifiedTime(path)).isNotEqualTo(LONG_AGO);
        assertThat(Files.readString(path)).isEqualTo(ClusterFile.content("weir", two));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void isWrittenOnceItCanBe() throws Exception {
        Path path = directory.resolve("absent/cluster.xml");
        ClusterFile file = new ClusterFile(path, "weir", "n-1");
        ClusterView view = new ClusterView(1, List.of(node("a")), true);
        file.viewChanged(ClusterView.NOTHING, view);
        file.repair();

        Files.createDirectory(path.getParent());
        file.repair();

        assertThat(Files.readString(path)).isEqualTo(ClusterFile.content("weir", view));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() {
        new ClusterFile(directory.resolve("absent/cluster.xml"), "weir", "n-1")
                .viewChanged(ClusterView.NOTHING, new ClusterView(1, List.of(node("a")), true));

        assertThat(directory.resolve("absent")).doesNotExist();
    }
}
