package io.weir.wsconfig.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarkedBlockTest {
    private static final MarkedBlock BLOCK = new MarkedBlock("mod_jk.conf", List.of("Include \"/ä/mod_jk.conf\""));

    @Example
    void standsBeforeTheLineWithItsIndentation() {
        String text = "<VirtualHost *:80>\n</VirtualHost>\n";

        assertThat(FileText.decode(BLOCK.insert(text, text.indexOf("</"), "    ")))
                .isEqualTo("""
                <VirtualHost *:80>
                    # BEGIN Weir wsconfig: mod_jk.conf
                    Include "/ä/mod_jk.conf"
                    # END Weir wsconfig: mod_jk.conf
                </VirtualHost>
                """);
    }

    @Property(tries = 300)
    void givesBackTheBytesThatWereThere(@ForAll("files") String text) {
        for (int offset : lineStarts(text)) {
            String with = BLOCK.insert(text, offset, "  ");
            assertThat(BLOCK.isIn(with)).isTrue();
            assertThat(BLOCK.remove(with, "f")).isEqualTo(text);
            String twice = BLOCK.insert(with, 0, "");
            assertThat(BLOCK.remove(twice, "f")).isEqualTo(text);
        }
    }

    @Property(tries = 300)
    void leavesAloneWhatOthersWroteAroundIt(@ForAll("files") String text, @ForAll("files") String added) {
        String before = added.isEmpty() || added.endsWith("\n") ? added : added + "\n";
        String with = before + BLOCK.insert(text, text.length(), "") + "user's line\n";
        boolean wasOpen = !text.isEmpty() && !text.endsWith("\n");

        String rest = BLOCK.remove(with, "f");

        String end = wasOpen ? FileText.lineEnd(text) : "";
        assertThat(rest).isEqualTo(before + text + end + "user's line\n");
    }

    @Example
    void usesTheLineEndsOfTheFile() {
        String with = BLOCK.insert("a\r\nb", 4, "");

        assertThat(with).doesNotContainPattern("[^\\r]\\n");
        assertThat(BLOCK.remove(with, "f")).isEqualTo("a\r\nb");
    }

    @Example
    void takesOutOnlyBlocksOfItsName() {
        MarkedBlock other = new MarkedBlock("mod_jk.conf.old", List.of("x"));
        String with = other.insert(BLOCK.insert("a\n", 2, ""), 0, "");

        assertThat(BLOCK.remove(with, "f")).isEqualTo(other.insert("a\n", 0, ""));
    }

    @Example
    void refusesAMarkWithoutItsEnd() {
        String damaged = BLOCK.insert("a\nb\n", 2, "").replace("# END", "# gone");

        assertThatThrownBy(() -> BLOCK.remove(damaged, "/etc/httpd.conf"))
                .hasMessageStartingWith("/etc/httpd.conf: a line '# BEGIN Weir wsconfig: mod_jk.conf' without its line")
                .hasMessageContaining("(expected:");
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> line =
                Arbitraries.strings().withChars("# aIn\t<>/\\\u00e4\u00ff\"").ofMaxLength(12);
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n", "\n\n");
        Arbitrary<String> lines = Combinators.combine(line, end)
                .as(String::concat)
                .list()
                .ofMaxSize(6)
                .map(list -> String.join("", list));
        return Combinators.combine(lines, Arbitraries.of("", "last line", "  ")).as(String::concat);
    }

    private static List<Integer> lineStarts(String text) {
        List<Integer> starts = new ArrayList<>(List.of(0, text.length()));
        for (int index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
            starts.add(index + 1);
        }
        return starts;
    }
}
