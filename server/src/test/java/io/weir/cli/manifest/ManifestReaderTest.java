package io.weir.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
    private static final String DIGEST = "0".repeat(64);

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsEveryDocumentOfEveryFileBelowTheFolder() throws IOException {
        write("plans/plans.yaml", """
                kind: Plan
                id: gold
                name: Gold
                ---
                kind: Plan
                id: silver
                name: Silver
                """);
        write("apis/deep/a.json", """
                {"kind": "Api", "id": "petstore", "name": "Petstore", "context": "/petstore"}
                """);
        write("apis/.hidden.yaml", "kind: Nonsense");
        write("notes.txt", "not a manifest");

        List<Manifest> manifests = read();

        assertThat(problems.lines()).isEmpty();
        assertThat(manifests)
                .extracting(manifest -> manifest.ref().toString())
                .containsExactly("api petstore", "plan gold", "plan silver");
    }

    @Test
    void tellsEveryProblemOfEveryFileWithItsLine() throws IOException {
        write("a.yaml", """
                kind: Plan
                id: Gold
                name: Gold
                ---
                kind: Plan
                id: silver
                name: Silver
                limits:
                  - name: hourly
                    count: 0
                    period: PT1H
                    colour: red
                """);
        write("b.yaml", """
                kind: Planet
                id: mars
                """);
        write("c.yaml", """
                kind: Api
                id: x
                name: [
                """);

        read();

        assertThat(problems.lines()).hasSize(5);
        assertThat(problems.lines().get(0))
                .isEqualTo(at("a.yaml:2") + "id: Gold (expected: 1 to 63 of a-z, 0-9 and -, not starting with -)");
        assertThat(problems.lines())
                .anyMatch(line -> line.startsWith(at("a.yaml:10") + "limits[0].count: 0 (expected: >= 1"));
        assertThat(problems.lines())
                .anyMatch(line -> line.startsWith(at("a.yaml:12") + "limits[0].colour: unknown field"));
        assertThat(problems.lines())
                .anyMatch(
                        line -> line.startsWith(at("b.yaml:1") + "kind: Planet (expected: one of Organization, User,"));
        assertThat(problems.lines()).anyMatch(line -> line.startsWith(at("c.yaml:3")));
    }

    @Test
    void tellsHowToWriteTextThatYamlTakesForANumber() throws IOException {
        write("api.yaml", """
                kind: Api
                id: x
                name: X
                context: /x
                version: 2.0
                """);

        read();

        assertThat(problems.lines())
                .containsExactly(at("api.yaml:5") + "version: 2.0 (expected: text; in YAML, put it in quotes)");
    }

    @Test
    void takesKeysFromTheFileOfTheirApplication() throws IOException {
        write("app.yaml", """
                kind: Application
                id: shop
                name: Shop
                keys:
                  - id: first
                    sha256: "%s"
                  - id: second
                """.formatted(DIGEST));

        List<Manifest> manifests = read();

        assertThat(manifests.get(1).ref()).isEqualTo(new ObjectRef(ManifestKind.KEY, "first"));
        assertThat(manifests.get(1).fields().path("application").asText()).isEqualTo("shop");
        assertThat(problems.lines())
                .containsExactly(at("app.yaml:7") + "key second: no sha256 (expected: the digest of its clear text)");
    }

    @Test
    void neverShowsADigest() throws IOException {
        write("key.yaml", """
                kind: Key
                id: first
                application: shop
                sha256: ABCDEF
                """);

        read();

        assertThat(problems.lines())
                .singleElement()
                .asString()
                .contains("sha256: ***")
                .doesNotContain("ABCDEF");
    }

    @Test
    void refusesAnObjectThatIsThereTwice() throws IOException {
        write("a.yaml", "{kind: Organization, id: north, name: North}");
        write("b.yaml", "{kind: Organization, id: north, name: Other}");

        read();

        assertThat(problems.lines())
                .containsExactly(at("b.yaml:1") + "organization north (expected: once; it is in "
                        + folder.resolve("a.yaml") + ":1 too)");
    }

    @Test
    void refusesAFieldThatIsThereTwice() throws IOException {
        write("a.yaml", """
                kind: Plan
                id: gold
                name: Gold
                name: Silver
                """);

        read();

        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith(at("a.yaml:4"))
                .contains("name");
    }

    @Test
    void refusesAnAliasBecauseItsValueWouldBeLost() throws IOException {
        write("a.yaml", """
                kind: Plan
                id: gold
                name: &name Gold
                description: *name
                """);

        read();

        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith(at("a.yaml:4"))
                .contains("aliases are not read");
    }

    @Test
    void findsTheDocumentBesideTheFileOfItsApi() throws IOException {
        write("apis/x.yaml", """
                kind: Api
                id: x
                name: X
                context: /x
                document:
                  file: x.document.json
                """);
        write("apis/x.document.json", "{}");

        List<Manifest> manifests = read();

        assertThat(problems.lines()).isEmpty();
        assertThat(manifests)
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.document())
                        .isEqualTo(new Manifest.DocumentFile(
                                folder.resolve("apis/x.document.json"),
                                "application/json",
                                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")));
    }

    @Test
    void tellsWhichDocumentIsMissing() throws IOException {
        write("x.yaml", "{kind: Api, id: x, name: X, context: /x, document: {file: gone.json}}");

        read();

        assertThat(problems.lines()).singleElement().asString().contains("document.file: gone.json (expected:");
    }

    @Test
    void leavesOpenApiDocumentsAlone() throws IOException {
        write("petstore.yaml", "openapi: 3.0.3");
        write("plan.yaml", "{kind: Plan, id: gold, name: Gold}");

        assertThat(read()).hasSize(1);
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void refusesASourceThatIsNotThere() {
        assertThatThrownBy(() -> new ManifestReader(ObjectForms.load(), problems).read(folder.resolve("gone")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("gone (expected: a file or a folder that exists)");
    }

    private List<Manifest> read() {
        return new ManifestReader(ObjectForms.load(), problems).read(folder);
    }

    private String at(String place) {
        return folder + "/" + place + ": ";
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
