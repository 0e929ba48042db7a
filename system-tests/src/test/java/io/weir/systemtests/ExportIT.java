package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.systemtests.Commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster moves by {@code weir export} and {@code weir apply}: everything that is published, and everybody's credentials. */
class ExportIT {
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Imported, version: "2.1"}
            servers: [{url: "http://127.0.0.1:9/"}]
            paths: {/pets: {get: {responses: {"200": {description: ok}}}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void makesTheSameClusterOfAnEmptyOne() throws Exception {
        Path first = folder.resolve("first export");
        Path second = folder.resolve("second export");
        try (Backend backend = new Backend("a")) {
            String key;
            String token;
            try (NodeProcess origin = node("origin")) {
                key = publish(origin, backend);
                token = Commands.run(origin, "token", "create", "--name", "ci")
                        .out()
                        .strip();

                Run export = Commands.run(origin, "export", "-d", first.toString());
                assertThat(export.code()).as(export.err()).isZero();
                assertThat(Commands.run(origin, "diff", "--prune", "-f", first.toString())
                                .code())
                        .isZero();
            }
            try (NodeProcess copy = node("copy")) {
                Run apply = Commands.run(copy, "apply", "--prune", "-f", first.toString());
                assertThat(apply.code()).as(apply.err()).isZero();
                assertThat(Commands.run(copy, "export", "-d", second.toString()).code())
                        .isZero();

                assertThat(files(second)).isEqualTo(files(first)).hasSizeGreaterThanOrEqualTo(10);
                assertThat(Commands.run(copy, "status", "--token", token).code())
                        .isZero();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> copy.call("/shop/items", key).statusCode() == 200);
                assertThat(copy.admin("GET", "/apis/imported", "")
                                .path("lifecycle")
                                .asText())
                        .isEqualTo("DEPRECATED");
            }
        }
    }

    @Test
    void writesForItsOwnerAloneAndNamesFilesThatBelongToNothing() throws Exception {
        Path exported = folder.resolve("export");
        try (NodeProcess node = node("node")) {
            node.admin("PUT", "/plans/gold", "{\"name\":\"Gold\"}");
            node.admin("PUT", "/plans/silver", "{\"name\":\"Silver\"}");
            assertThat(Commands.run(node, "export", "-d", exported.toString()).code())
                    .isZero();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(exported.resolve("users/admin.yaml"))))
                    .isEqualTo("rw-------");
            node.admin("DELETE", "/plans/silver", "");

            Run again = Commands.run(node, "export", "-d", exported.toString());

            assertThat(again.code()).isEqualTo(1);
            assertThat(again.errors()).singleElement().asString().contains("plans/silver.yaml");
            assertThat(exported.resolve("plans/silver.yaml")).exists();
        }
    }

    private NodeProcess node(String name) throws IOException {
        return NodeProcess.withEmbeddedStore(Files.createDirectories(folder.resolve(name)), "quiesce.delay=0s");
    }

    private static String publish(NodeProcess node, Backend backend) {
        String key = Scenario.publish(node, Scenario.hourly(1000), backend.url());
        node.admin("PUT", "/organizations/north", "{\"name\":\"North: \\\"quoted\\\" & żółw\"}");
        node.admin("PUT", "/users/ann", "{\"name\":\"Ann\",\"roles\":[\"publisher\"],\"organization\":\"north\"}");
        node.admin("POST", "/apis/import?context=/imported", "application/yaml", DOCUMENT);
        ObjectNode imported = (ObjectNode) node.admin("GET", "/apis/imported", "");
        imported.putArray("plans").add("gold");
        node.admin("PUT", "/apis/imported", imported.toString());
        node.admin("POST", "/apis/imported/lifecycle", "{\"action\":\"publish\"}");
        node.admin(
                "PUT",
                "/subscriptions/pets",
                "{\"application\":\"web\",\"api\":\"imported\",\"plan\":\"gold\",\"state\":\"suspended\"}");
        node.admin("POST", "/apis/imported/lifecycle", "{\"action\":\"deprecate\"}");
        return key;
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
