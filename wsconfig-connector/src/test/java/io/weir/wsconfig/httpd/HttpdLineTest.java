package io.weir.wsconfig.httpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class HttpdLineTest {

    @Test
    void readsNamesAndArguments() {
        assertThat(HttpdLine.read("  ServerName \"a b\" 'c' d\\\"e\n"))
                .containsExactly(new HttpdLine("servername", List.of("a b", "c", "d\\\"e"), 1, 0));
    }

    @Test
    void joinsContinuedLines() {
        String text = "Listen \\\n  80\n# a comment \\\nthat goes on\nUser x\n";

        assertThat(HttpdLine.read(text))
                .extracting(HttpdLine::name, HttpdLine::arguments, HttpdLine::number)
                .containsExactly(tuple("listen", List.of("80"), 1), tuple("user", List.of("x"), 5));
    }

    @Test
    void knowsSectionsAndWhereTheirLinesStart() {
        String text = "A\n  <VirtualHost *:80 [::1]:81>\r\n  </VirtualHost>";

        assertThat(HttpdLine.read(text))
                .extracting(HttpdLine::name, HttpdLine::offset, HttpdLine::opensSection, HttpdLine::closesSection)
                .containsExactly(
                        tuple("a", 0, false, false),
                        tuple("<virtualhost", 2, true, false),
                        tuple("</virtualhost", text.indexOf("  </"), false, true));
        assertThat(HttpdLine.read(text).get(1).arguments()).containsExactly("*:80", "[::1]:81");
    }

    @Test
    void readsAnEmptyFile() {
        assertThat(HttpdLine.read("")).isEmpty();
        assertThat(HttpdLine.read("\n\n#\n")).isEmpty();
    }
}
