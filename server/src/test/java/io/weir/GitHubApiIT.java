package io.weir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.weir.openapi.NpmDocuments;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real documents as their users bring them: imported by REST, published, and each operation called through the gateway. What must come
 * out at the target is told by the document itself. Left out where there is no npm, but not in CI.
 */
class GitHubApiIT {
    private static final Logger LOG = LoggerFactory.getLogger(GitHubApiIT.class);

    /** Data that looks like separators, dots and escapes; it has to arrive byte for byte. */
    private static final String SAMPLE = "v1.0%2Fb%25";

    @TempDir
    private Path folder;

    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();

    @Test
    void eachOperationReachesTheTargetAsTheDocumentNamesIt() throws Exception {
        boolean isNpmThere = NpmDocuments.isNpmThere();
        if (!isNpmThere && System.getenv("CI") == null) {
            LOG.warn("Left out: GitHubApiIT, because npm is not there");
            assumeTrue(false, "npm is not there");
        }
        NodeUnderTest gateway = new NodeUnderTest(folder);
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
        Node node = Node.start(gateway.settings());
        try {
            String url = "http://127.0.0.1:" + target.getAddress().getPort();
            gateway.admin("POST", "/plans", "{\"id\":\"free\",\"name\":\"Free\",\"limits\":[]}");
            List<Path> documents = NpmDocuments.json("@octokit/openapi/generated");
            assertThat(documents).hasSizeGreaterThan(1);
            for (int i = 0; i < documents.size(); i++) {
                callEach(gateway, "github-" + i, Files.readString(documents.get(i)), url, 900);
            }
            callEach(
                    gateway,
                    "petstore",
                    Files.readString(Path.of("src/test/resources/openapi/petstore-2.0.json")),
                    url,
                    3);
        } finally {
            node.stop();
            target.stop(0);
        }
    }

    private void callEach(NodeUnderTest gateway, String name, String document, String target, int expected)
            throws Exception {
        JsonNode imported = gateway.admin("POST", "/apis/import?context=/" + name + "&name=" + name, document);
        ObjectNode api = (ObjectNode) imported.get("api");
        String id = api.get("id").asText();
        api.putArray("plans").add("free");
        api.putObject("endpoint")
                .put("type", "single")
                .putArray("targets")
                .addObject()
                .put("url", target + "/base");
        gateway.admin("PUT", "/apis/" + id, api.toString());
        gateway.admin("POST", "/apis/" + id + "/lifecycle", "{\"action\":\"publish\"}");
        String key = gateway.subscribe(id, "free");
        JsonNode resources = api.get("resources");
        assertThat(resources.size()).isGreaterThanOrEqualTo(expected);

        for (JsonNode resource : resources) {
            String method = resource.get("method").asText();
            String path = resource.get("path").asText().replaceAll("\\{[^}]*}", SAMPLE);
            arrived.clear();
            int status =
                    gateway.call(method, "/" + name + path + "?page=2", key).statusCode();

            assertThat(status).as("%s %s", method, path).isEqualTo(204);
            assertThat(arrived).containsExactly(method + " /base" + path + "?page=2");
        }
        LOG.info("{}: each of {} operations arrived", name, resources.size());
    }
}
