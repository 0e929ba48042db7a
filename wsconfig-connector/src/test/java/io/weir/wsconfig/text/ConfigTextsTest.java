package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTextsTest {
    private static final Path HOME = Path.of("/opt/wsconfig/connectors");

    @Test
    void modJkForAll() {
        Golden.assertText(
                ModJk.main(
                        HOME,
                        Optional.of(Path.of("/usr/lib/apache2/modules/mod_jk.so")),
                        new ModJk.Existing(false, false, false),
                        List.of(new ModJk.Part(HOME.resolve("1"), true, true))),
                "mod_jk.conf");
    }

    @Test
    void modJkBesideSettingsOfSomebodyElse() {
        Golden.assertText(
                ModJk.main(
                        HOME,
                        Optional.empty(),
                        new ModJk.Existing(true, true, true),
                        List.of(
                                new ModJk.Part(HOME.resolve("1"), false, false),
                                new ModJk.Part(HOME.resolve("2"), false, false))),
                "mod_jk-beside.conf");
    }

    @Test
    void modJkInAVirtualHost() {
        Golden.assertText(
                ModJk.virtualHost(HOME.resolve("1"), Example.NAMES, Optional.of("/jk-status")), "mod_jk_vhost.conf");
    }

    @Test
    void modProxy() {
        Map<String, Path> modules = ModProxy.moduleFiles().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Path.of("/usr/lib64/httpd/modules", entry.getValue())));
        Golden.assertText(
                ModProxy.main(
                        HOME,
                        modules,
                        List.of(
                                new ModProxy.Part(HOME.resolve("1"), true),
                                new ModProxy.Part(HOME.resolve("2"), false))),
                "mod_proxy_weir.conf");
        Golden.assertText(ModProxy.balancer(Example.NAMES, Example.MEMBERS, 300), "balancer.conf");
        Golden.assertText(ModProxy.virtualHost(Example.NAMES, Mapping.EVERYTHING), "mod_proxy_vhost.conf");
    }

    @Test
    void snippets() {
        Golden.assertText(Snippets.nginx("weir", Example.MEMBERS), "nginx.conf");
        Golden.assertText(Snippets.haproxy("weir", Example.MEMBERS), "haproxy.cfg");
    }

    @Test
    void systemdUnit() {
        Golden.assertText(
                SystemdUnit.text(
                        List.of("/opt/ws config/wsconfig", "-watch", "-connectors", "/srv/100%/$x"),
                        Map.of("JAVA_HOME", "/opt/jdk")),
                "weir-wsconfig.service");
        assertThatThrownBy(() -> SystemdUnit.text(List.of("a\nExecStart=b"), Map.of()))
                .isInstanceOf(WsconfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\"b", "/a*b", "/a?", "/[a]", "/${HOME}/x", "/a\nb"})
    void refusesAPathThatAWebServerWouldReadDifferently(String path) {
        assertThatThrownBy(() -> QuotedPath.of(Path.of(path)))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("(expected: a path without");
    }

    @Test
    void quotesAPathWithBlanks() {
        assertThat(QuotedPath.of(Path.of("/a b/ü"))).isEqualTo("\"/a b/ü\"");
    }

    @Test
    void refusesATuningThatNodesOrModJkCannotKeep() {
        assertThatThrownBy(() -> new AjpTuning(4096, Duration.ZERO))
                .hasMessageContaining("-packet-size: 4096 (expected:");
        assertThatThrownBy(() -> new AjpTuning(66560, Duration.ZERO)).hasMessageContaining("-packet-size: 66560");
        assertThatThrownBy(() -> new AjpTuning(8200, Duration.ZERO)).hasMessageContaining("-packet-size: 8200");
        assertThatThrownBy(() -> new AjpTuning(8192, Duration.ofDays(2)))
                .hasMessageContaining("-reply-timeout: 172800");
        assertThat(new AjpTuning(65536, Duration.ZERO).packetSize()).isEqualTo(65536);
    }
}
