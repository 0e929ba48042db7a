package io.weir.wsconfig.httpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpdConfigReaderTest {
    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void start() throws IOException {
        root = temp.toRealPath();
    }

    @Test
    void followsIncludesInTheirOrder() throws IOException {
        write(
                "httpd.conf",
                "Include b.conf\nIncludeOptional sites/*.conf none/*.conf\nUser last\nIncludeOptional folder\n");
        write("b.conf", "User first\n");
        write("sites/2.conf", "User third\n");
        write("sites/1.conf", "User second\n");
        write("sites/1.conf.bak", "User never\n");
        write("sites/.hidden.conf", "User never\n");
        write("folder/x/deep", "User deep\n");

        assertThat(read().directives("USER").map(user -> user.arguments().get(0)))
                .containsExactly("first", "second", "third", "last", "deep");
    }

    @Test
    void findsVirtualHostsWithTheirNames() throws IOException {
        write("httpd.conf", "Define PORT 81\nInclude sites/*\n");
        Path site = write("sites/a.conf", """
                <IfModule ssl_module>
                <VirtualHost *:${PORT}>
                    ServerName https://Shop.Example.com:443
                    ServerAlias www.shop.example.com *.shop.example.com
                </VirtualHost>
                </IfModule>
                <VirtualHost *:82>
                </VirtualHost>
                """);

        HttpdConfig config = read();

        assertThat(config.virtualHosts()).hasSize(2);
        VirtualHost shop = config.virtualHosts().get(0);
        assertThat(shop.file()).isEqualTo(site);
        assertThat(shop.line()).isEqualTo(2);
        assertThat(Files.readString(site).substring(shop.endOffset())).startsWith("</VirtualHost>\n</IfModule>");
        assertThat(shop.title()).isEqualTo("shop.example.com");
        assertThat(shop.isCalled("SHOP.example.com")).isTrue();
        assertThat(shop.isCalled("www.shop.example.com")).isTrue();
        assertThat(shop.isCalled("a.conf")).isTrue();
        assertThat(shop.isCalled("a")).isTrue();
        assertThat(shop.isCalled("example.com")).isFalse();
        assertThat(config.virtualHosts().get(1).isCalled("*:82")).isTrue();
        assertThat(config.virtualHosts().get(1).title()).isEqualTo("a.conf");
    }

    @Test
    void knowsWhichTopLevelLineLeadsToTheFirstVirtualHost() throws IOException {
        write("sites/a.conf", "<VirtualHost *:80>\n</VirtualHost>\n");
        String text =
                "Include mods/*.conf\n<IfDefine X>\n  <IfModule y>\n    Include sites/*.conf\n  </IfModule>\n</IfDefine>\nUser x\n";
        write("httpd.conf", text);

        assertThat(read().firstVirtualHost()).isEqualTo(text.indexOf("<IfDefine"));
    }

    @Test
    void takesTheFilesEndWhereThereIsNone() throws IOException {
        write("httpd.conf", "User x");

        assertThat(read().firstVirtualHost()).isEqualTo("User x".length());
    }

    @Test
    void takesRelativePathsFromTheServerRoot() throws IOException {
        Path conf = write(
                "conf/httpd.conf",
                "ServerRoot \"" + root + "\"\nInclude extra/a.conf\nLoadModule jk_module modules/mod_jk.so\n");
        write("extra/a.conf", "User x\n");

        HttpdConfig config = HttpdConfigReader.read(conf, Map.of(), HttpdConfigReader.Content.WHOLE);

        assertThat(config.directives("user")).hasSize(1);
        assertThat(config.moduleFolders()).containsExactly(root.resolve("modules"));
        assertThat(config.module("jk_module")).isPresent();
        assertThat(config.module("proxy_module")).isEmpty();
    }

    @Test
    void expandsTheEnvironmentAndLeavesTheUnknown() throws IOException {
        write("httpd.conf", "Include ${DIR}/a.conf\nInclude ${NONE}/b.conf\n");
        write("in/a.conf", "User x\n");

        HttpdConfig config = HttpdConfigReader.read(
                root.resolve("httpd.conf"), Map.of("DIR", "in"), HttpdConfigReader.Content.WHOLE);

        assertThat(config.directives("user")).hasSize(1);
    }

    @Test
    void tellsTheMainServersDirectivesFromAVirtualHosts() throws IOException {
        write("httpd.conf", "JkLogFile a\n<VirtualHost *>\nInclude inner.conf\n</VirtualHost>\n");
        write("inner.conf", "JkLogFile b\n");

        assertThat(read().directives("JkLogFile").map(HttpdDirective::isInVirtualHost))
                .containsExactly(false, true);
        assertThat(read().directives("JkLogFile").map(HttpdDirective::place))
                .containsExactly(root.resolve("httpd.conf") + ":1", root.resolve("inner.conf") + ":1");
    }

    @Test
    void survivesWhatTheWebServerWouldRefuse() throws IOException {
        write("httpd.conf", "</Directory>\n<VirtualHost\nInclude\nInclude [\nInclude sites/[z-a].conf\nDefine\n\"\n");
        write("sites/a.conf", "User x\n");

        assertThat(read().virtualHosts()).isEmpty();
    }

    @Test
    void refusesAFileThatIncludesItself() throws IOException {
        write("httpd.conf", "Include httpd.conf\n");

        assertThatThrownBy(this::read).isInstanceOf(WsconfigException.class).hasMessageContaining("includes itself");
    }

    @Test
    void matchesNamesAsTheCLibraryDoes() throws IOException {
        for (String name : new String[] {"a.conf", "b.conf", "c.conf", "a-b.conf", "{a}.conf"}) {
            write("p/" + name, "User " + name + "\n");
        }

        write("httpd.conf", "Include p/[ab].conf\nInclude p/?-?.conf\nInclude p/[!ab{-].conf\nInclude p/{a}.conf\n");

        assertThat(read().directives("user").map(user -> user.arguments().get(0)))
                .containsExactly("a.conf", "b.conf", "a-b.conf", "c.conf", "{a}.conf");
    }

    private HttpdConfig read() {
        return HttpdConfigReader.read(root.resolve("httpd.conf"), Map.of(), HttpdConfigReader.Content.WHOLE);
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
