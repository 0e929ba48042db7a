package io.weir.wsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class CommandLineInterfaceTest {
    @TempDir
    Path temp;

    private Path home;
    private Path conf;

    @BeforeEach
    void start() throws IOException {
        home = temp.toRealPath();
        conf = Files.createDirectories(home.resolve("etc"));
        Files.writeString(conf.resolve("httpd.conf"), "User x\n");
        Files.writeString(home.resolve("cluster.xml"), """
                <cluster name="weir" generation="1">
                  <node id="n-1" host="10.0.0.5" state="up"><http port="8080"/><ajp port="8009"/></node>
                </cluster>
                """);
        Files.writeString(home.resolve("ajp-secret"), "s3cret");
        Files.writeString(home.resolve("mod_jk.so"), "");
        Files.writeString(home.resolve("apachectl"), "");
    }

    @Test
    void connectsListsAndRemoves() {
        CommandRun connected = connect();

        assertThat(connected.code()).isEqualTo(0);
        assertThat(connected.out())
                .isEqualTo("connector 1 (Apache " + conf + ", vhost All): connected; web server reloaded\n");
        assertThat(connect().out()).isEqualTo("connector 1 (Apache " + conf + ", vhost All): nothing to change\n");
        assertThat(CommandRun.in(home, "-list").out())
                .isEqualTo("1  Apache " + conf + ", vhost All  ajp  " + home + "/cluster.xml\n");

        CommandRun removed = CommandRun.in(home, "-remove", "-ws", "apache", "-dir", conf.toString(), "-vhost", "all");
        assertThat(removed.out())
                .isEqualTo("connector 1 (Apache " + conf + ", vhost All): removed; web server reloaded\n");
        assertThat(CommandRun.in(home, "-list").out()).isEmpty();
        assertThat(conf.resolve("httpd.conf")).hasContent("User x\n");
    }

    @Test
    void takesTheFolderAboveTheConfigurationToo() throws IOException {
        Files.createDirectories(home.resolve("apache/conf"));
        Files.writeString(home.resolve("apache/conf/httpd.conf"), "User x\n");

        CommandRun run = connect("-dir", home.resolve("apache").toString());

        assertThat(run.out()).contains("Apache " + home + "/apache/conf, vhost All");
    }

    @Test
    void tellsEachStepWhereAsked() {
        assertThat(connect("-v").errors())
                .contains(
                        "wsconfig: change " + conf + "/httpd.conf",
                        "wsconfig: tested: " + home + "/apachectl configtest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ws Nginx | -ws: Nginx (expected: Apache or IIS)",
                "-dir /x | no -ws (expected: -ws Apache or -ws IIS)",
                "-ws Apache | no -dir (expected: the folder of httpd.conf or apache2.conf)",
                "-ws IIS | no -site (expected: the site's name in IIS, or All)",
                "-ws IIS -site x -vhost y | -vhost: y (expected: -site with IIS)",
                "-ws IIS -site x -protocol http | -protocol: http (expected: ajp, which is what IIS's redirector speaks)",
                "-ws Apache -dir etc -site x | -site: x (expected: -dir and -vhost with Apache)",
                "-ws Apache -dir etc -protocol h2 | -protocol: h2 (expected: ajp or http)",
                "-ws Apache -dir etc -packet-size 9000 | -packet-size: 9000 (expected: a multiple of 1024",
                "-ws Apache -dir etc -status jk | -status: jk (expected: a path such as /jk-status)",
                "-ws Apache -dir etc -server gw:9000 | no -token-file (expected: a file with a token, which -server needs)",
                "-ws Apache -dir etc -server gw:9000 -token-file t | -server: gw:9000 (expected: an address such as",
                "-ws Apache -dir etc -server http://a -cluster b | -cluster and -server (expected: one of them)",
                "-ws Apache -dir etc -bin none | -bin: none: no such file (expected: the web server's program)",
                "-list -watch | -list, -remove, -watch, -snippet (expected: one of them)",
                "-unit | -unit (expected: with -watch)",
                "-connector 1 | -connector: 1 (expected: with -remove or -watch)",
                "-snippet caddy | -snippet: caddy (expected: nginx or haproxy)",
                "-vhots x | -vhots: no such option; did you mean",
                "stray | stray: no such argument",
                "-dir | Missing required parameter for option '-dir'"
            })
    void saysWhatItWasCalledWronglyWith(String args, String message) {
        String[] words = args.replace("etc", conf.toString()).split(" ");

        CommandRun run = CommandRun.in(home, words);

        assertThat(run.code()).as(run.err()).isEqualTo(CommandLineInterface.USAGE);
        assertThat(run.errors())
                .singleElement()
                .asString()
                .startsWith("wsconfig: ")
                .contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(home.resolve("connectors")).doesNotExist();
    }

    @Test
    void asksForTheSecretWhereThereIsNone() throws IOException {
        Files.delete(home.resolve("ajp-secret"));

        CommandRun run = connect();

        assertThat(run.code()).isEqualTo(CommandLineInterface.USAGE);
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("no -secret-file (expected: a copy of a node's data/ajp-secret");
    }

    @Test
    void findsTheSecretInTheDataOfTheNodeThatWroteTheDescription() throws IOException {
        Path weir = Files.createDirectories(home.resolve("weir"));
        Files.createDirectories(weir.resolve("conf"));
        Files.createDirectories(weir.resolve("data"));
        Files.move(home.resolve("cluster.xml"), weir.resolve("conf/cluster.xml"));
        Files.move(home.resolve("ajp-secret"), weir.resolve("data/ajp-secret"));

        CommandRun run = connect("-cluster", weir.resolve("conf/cluster.xml").toString());

        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(home.resolve("connectors/1/connector.properties"))
                .content()
                .contains("secret-file=" + weir + "/data/ajp-secret\n");
    }

    @Test
    void failsWithEachProblemOnItsLine() throws IOException {
        Files.writeString(home.resolve("cluster.xml"), """
                <cluster name="weir">
                  <node id="n-1" host="10.0.0.5" state="up"><ajp port="8009" loopback="true"/></node>
                  <node id="n-2" host="10.0.0.6" state="up"><ajp port="8009" loopback="true"/></node>
                </cluster>
                """);

        CommandRun run = connect();

        assertThat(run.code()).isEqualTo(CommandLineInterface.FAILURE);
        assertThat(run.errors())
                .hasSize(2)
                .allMatch(line -> line.startsWith("wsconfig: node n-") && line.contains("(expected:"));
    }

    @Test
    void printsSnippets() {
        assertThat(CommandRun.in(home, "-snippet", "nginx").out()).contains("server 10.0.0.5:8080 weight=1");
        assertThat(CommandRun.in(home, "-snippet", "haproxy").out()).contains("server n-1 10.0.0.5:8080 weight 1");
    }

    @Test
    void printsAUnitThatWatches() {
        CommandRun run = CommandRun.in(home, "-watch", "-unit", "-connector", "2");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out())
                .contains("ExecStart=" + home + "/wsconfig -watch -connectors " + home + "/connectors -connector 2\n");
    }

    @Test
    void watchesNothingWhereThereIsNothing() {
        CommandRun run = CommandRun.in(home, "-watch");

        assertThat(run.code()).isEqualTo(CommandLineInterface.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("connectors: no connector to follow (expected:");
    }

    @Test
    void hasHelp() {
        for (String option : new String[] {"-help", "--help", "-h"}) {
            CommandRun run = CommandRun.in(home, option);

            assertThat(run.code()).isEqualTo(0);
            assertThat(run.out())
                    .startsWith("Usage: wsconfig -ws Apache -dir DIR")
                    .contains("-secret-file", "Exit codes: 0 done");
        }
    }

    @Test
    void changesNothingWhereTheAnswersEnd() {
        CommandRun run = CommandRun.answering("Apache\n", home);

        assertThat(run.code()).isEqualTo(CommandLineInterface.FAILURE);
        assertThat(run.errors()).containsExactly("wsconfig: ended: nothing was changed");
        assertThat(home.resolve("connectors")).doesNotExist();
    }

    private CommandRun connect(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "-ws",
                "Apache",
                "-module",
                home.resolve("mod_jk.so").toString(),
                "-script",
                home.resolve("apachectl").toString()));
        args.addAll(List.of(more));
        if (!args.contains("-dir")) {
            args.addAll(List.of("-dir", conf.toString()));
        }
        return CommandRun.in(home, args.toArray(String[]::new));
    }
}
