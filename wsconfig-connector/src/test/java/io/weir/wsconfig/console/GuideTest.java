package io.weir.wsconfig.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wsconfig.connector.ConnectorSettings;
import io.weir.wsconfig.connector.Protocol;
import io.weir.wsconfig.connector.Site;
import io.weir.wsconfig.connector.Source;
import io.weir.wsconfig.connector.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {
    @TempDir
    Path temp;

    private Path home;
    private Path conf;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        home = temp.toRealPath();
        conf = Files.createDirectories(home.resolve("etc"));
        Files.writeString(conf.resolve("httpd.conf"), "<VirtualHost *>\nServerName shop\n</VirtualHost>\n");
        Files.writeString(home.resolve("cluster.xml"), "<cluster name='weir'/>");
        Files.writeString(home.resolve("ajp-secret"), "s3cret");
    }

    @Test
    void takesTheDefaultForAnEmptyAnswer() {
        Guide.Answer answer = ask("", conf.toString(), "", "", "", "", "", "").orElseThrow();

        ConnectorSettings settings = answer.settings();
        assertThat(settings.site()).isEqualTo(new Site(WebServer.APACHE, Optional.of(conf), "All"));
        assertThat(settings.source()).isEqualTo(new Source.File(home.resolve("cluster.xml")));
        assertThat(settings.protocol()).isEqualTo(Protocol.AJP);
        assertThat(settings.secretFile()).contains(home.resolve("ajp-secret"));
        assertThat(answer.mayReload()).isTrue();
        assertThat(out.toString())
                .contains("Web server, Apache or IIS [Apache]: ", "virtual hosts: shop", "Virtual host, or All [All]: ")
                .contains("Apache " + conf + ", vhost All, by ajp, to the cluster in " + home + "/cluster.xml");
    }

    @Test
    void asksAgainWhereAnAnswerCannotBeTaken() {
        Guide.Answer answer = ask(
                        "nginx",
                        "apache",
                        "/nowhere",
                        conf.toString(),
                        "shop",
                        "none.xml",
                        "",
                        "udp",
                        "http",
                        "perhaps",
                        "no",
                        "y")
                .orElseThrow();

        assertThat(answer.settings().site().name()).isEqualTo("shop");
        assertThat(answer.settings().protocol()).isEqualTo(Protocol.HTTP);
        assertThat(answer.settings().secretFile()).isEmpty();
        assertThat(answer.mayReload()).isFalse();
        assertThat(out.toString())
                .contains("  -ws: nginx (expected: Apache or IIS)", "  perhaps (expected: yes or no)")
                .contains("(expected: the folder that holds the web server's httpd.conf or apache2.conf)");
    }

    @Test
    void asksLessForIis() {
        Guide.Answer answer = ask("IIS", "", "", "", "", "").orElseThrow();

        assertThat(answer.settings().site()).isEqualTo(new Site(WebServer.IIS, Optional.empty(), "Default Web Site"));
        assertThat(answer.settings().protocol()).isEqualTo(Protocol.AJP);
    }

    @Test
    void connectsNothingWithoutAYesInTheEnd() {
        assertThat(ask("", conf.toString(), "", "", "", "", "", "no")).isEmpty();
    }

    @Test
    void endsWhereverTheAnswersEnd() {
        List<String> answers = List.of("", conf.toString(), "", "", "", "", "", "");

        for (int given = 0; given < answers.size(); given++) {
            assertThat(ask(answers.subList(0, given).toArray(String[]::new)))
                    .as("after %d answers", given)
                    .isEmpty();
        }
    }

    private Optional<Guide.Answer> ask(String... answers) {
        String typed = answers.length == 0 ? "" : String.join("\n", answers) + "\n";
        return new Guide(new BufferedReader(new StringReader(typed)), new PrintWriter(out), home, false).ask();
    }
}
