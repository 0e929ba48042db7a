package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class ConfigLoaderPropertyTest {
    private static final String SHIPPED = read(Path.of("..", "conf", "config.xml"));
    private static Optional<Path> directory = Optional.empty();

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Optional.of(Files.createTempDirectory("weir-config"));
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        Path path = directory.orElseThrow();
        Files.deleteIfExists(path.resolve("config.xml"));
        Files.delete(path);
    }

    @Property(tries = 150)
    void anyTextGivesAConfigurationOrItsProblems(@ForAll String text) {
        loadOrReject(text, Map.of(), List.of());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyEditOfTheShippedFileGivesAConfigurationOrItsProblems(
            @ForAll("edits") List<Edit> edits, @ForAll("lineEnds") String lineEnd) {
        String text = SHIPPED.replace("\n", lineEnd);
        for (Edit edit : edits) {
            text = edit.apply(text);
        }

        loadOrReject(text, Map.of(), List.of());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anyOverrideGivesAConfigurationOrItsProblems(
            @ForAll("paths") String path, @ForAll("values") String inFile, @ForAll("values") String override) {
        String xml = ConfigDirectory.xml(path.replace("addresses", "address.host"), inFile);

        loadOrReject(xml, Map.of(), List.of());
        loadOrReject(xml, Map.of(), List.of(path + "=" + override));
        loadOrReject(xml, Map.of(Overrides.variable(path), override), List.of());
        loadOrReject(SHIPPED, Map.of(), List.of(override));
    }

    @Property(tries = 150)
    void namesTheLineOfEachAttribute(@ForAll("layouts") List<String> gaps) {
        StringBuilder xml = new StringBuilder("<weir><!-- <a b='1'> -->");
        List<String> expected = new ArrayList<>();
        for (String name : List.of("http", "https", "ajp")) {
            xml.append(gaps.get(expected.size() % gaps.size())).append("<").append(name);
            for (String attribute : List.of("a", "b", "port")) {
                xml.append("\n".equals(gaps.get(0)) ? "\n" : " ")
                        .append(gaps.get(expected.size() % gaps.size()).replaceAll("\\S+", ""));
                expected.add(name + "." + attribute + ":"
                        + (1 + xml.chars().filter(each -> each == '\n').count()));
                xml.append(attribute)
                        .append(gaps.size() % 2 == 0 ? "=" : " \n = ")
                        .append("'x>a = \"\n&amp;é😀'");
            }
            xml.append("/>");
        }

        List<String> found = new ArrayList<>();
        Problems problems = new Problems();
        ConfigElement root =
                new ConfigXml("config.xml", xml + "</weir>", problems).read().orElseThrow();
        root.children()
                .forEach(child -> child.attributes()
                        .values()
                        .forEach(setting -> found.add(setting.path() + ":" + setting.line())));

        assertThat(found).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> layouts() {
        return Arbitraries.of(
                        "",
                        "\n",
                        " \n ",
                        "<o/>",
                        "<o></o>\n",
                        "<?pi x='1'?>",
                        "<!-- \n -->",
                        "<![CDATA[<]]>",
                        "text\n",
                        "&lt;")
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "\"",
                        "'",
                        "<",
                        ">",
                        "/>",
                        "&",
                        "&#0;",
                        "&x;",
                        "<!DOCTYPE weir [",
                        "]>",
                        "<![CDATA[",
                        "<!--",
                        "${",
                        "}"),
                Arbitraries.of(
                        "<weir>",
                        "<node/>",
                        "${env:X}",
                        "${file:..}",
                        "xmlns='a'",
                        "a:b='c'",
                        "port=\"1\"",
                        "\uFEFF",
                        "\0"),
                Arbitraries.strings().ofMaxLength(5));
        return Combinators.combine(
                        Arbitraries.integers().between(0, SHIPPED.length()),
                        Arbitraries.oneOf(
                                Arbitraries.just(0), Arbitraries.integers().between(0, 40)),
                        pieces)
                .as(Edit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(ConfigComponents.types().keySet());
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "true",
                        "0",
                        "1",
                        "8080",
                        "65535",
                        "50ms",
                        "1d",
                        "8KB",
                        "1TB",
                        "::1",
                        "[::1]:80",
                        "h:1,h:2",
                        "::/0"),
                Arbitraries.of(
                        "http://h/",
                        "http://[::1]:80/a",
                        "embedded",
                        "external",
                        "gateway",
                        "require",
                        "h%1",
                        "::1%eth0"),
                Arbitraries.of(
                        "${env:A}",
                        "${file:x}",
                        "${file:\0}",
                        "$${",
                        "${",
                        "${}",
                        "${env:}",
                        "${file:}",
                        "=",
                        "a=b",
                        "..",
                        "\0"),
                Arbitraries.strings()
                        .withChars("0123456789abmsKB.:-[]/%$\u0000 ")
                        .ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(12));
    }

    /** Throws whatever is neither a configuration nor a list of problems, one a line. */
    private static void loadOrReject(String text, Map<String, String> environment, List<String> sets) {
        try {
            Files.writeString(directory.orElseThrow().resolve("config.xml"), text.replaceAll("\\p{Cs}", ""));
            new ConfigLoader(environment).load(directory.orElseThrow(), sets);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ConfigException rejected) {
            assertThat(rejected.problems()).isNotEmpty();
            assertThat(String.valueOf(rejected.getMessage()).lines())
                    .hasSameSizeAs(rejected.problems())
                    .allMatch(line -> line.endsWith(")"))
                    // Ours are the better messages: the schema must find nothing that we let pass.
                    .noneMatch(line -> line.contains("as in config.xsd"));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Edit(int at, int removed, String inserted) {
        String apply(String text) {
            int from = Math.min(at, text.length());
            return text.substring(0, from) + inserted + text.substring(Math.min(text.length(), from + removed));
        }
    }
}
