package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    @TempDir
    Path folder;

    @Test
    void passesEverythingOnButTheAdministration() {
        Golden.assertText(Mapping.EVERYTHING.workerMap(Example.NAMES, Optional.empty()), "uriworkermap.properties");
        assertThat(Mapping.EVERYTHING.proxyPasses("balancer://weir1"))
                .containsExactly(
                        "ProxyPass \"/api/v1\" \"!\"",
                        "ProxyPass \"/admin\" \"!\"",
                        "ProxyPass \"/\" \"balancer://weir1/\" nocanon");
    }

    @Test
    void keepsTheStatusWorkersPath() {
        assertThat(Mapping.EVERYTHING.workerMap(Example.NAMES, Optional.of("/jk-status")))
                .contains("\n!/jk-status=weir1\n");
    }

    @Test
    void readsOwnRules() throws IOException {
        Mapping mapping =
                read("# shop and pets\n/shop|/*\n/pets/*  # below\n/ping.txt\n\n!/shop/static/*\n!/admin|/*\n");

        assertThat(mapping.workerMap(Example.NAMES, Optional.empty())).isEqualTo("""
                # Made by wsconfig. Own rules: wsconfig -mapping FILE.
                !/shop/static/*=weir1
                !/api/v1|/*=weir1
                !/admin|/*=weir1
                /ping.txt=weir1
                /pets/*=weir1
                /shop|/*=weir1
                """);
        assertThat(mapping.proxyPasses("balancer://weir1"))
                .containsExactly(
                        "ProxyPass \"/shop/static/\" \"!\"",
                        "ProxyPass \"/api/v1\" \"!\"",
                        "ProxyPass \"/admin\" \"!\"",
                        "ProxyPassMatch \"^/ping\\.txt$\" \"balancer://weir1\" nocanon",
                        "ProxyPass \"/pets/\" \"balancer://weir1/pets/\" nocanon",
                        "ProxyPass \"/shop\" \"balancer://weir1/shop\" nocanon");
    }

    @Test
    void keepsTheAdministrationWhateverAFileSays() throws IOException {
        assertThat(read("/admin|/*\n/|/*\n").workerMap(Example.NAMES, Optional.empty()))
                .contains("!/admin|/*=weir1\n", "!/api/v1|/*=weir1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "/a=weir", "/a b", "/a*", "/*/b", "/a|/b", "/a\"b", "/$1", "!", "/a?", "/ä"})
    void refusesARuleThatNotEveryWebServerCanKeep(String rule) {
        assertThatThrownBy(() -> read("/x\n" + rule + "\n"))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("mapping:2: " + rule + " (expected: /path, /path/* or /path|/*");
    }

    @Test
    void refusesAFileThatPassesNothingOn() {
        assertThatThrownBy(() -> read("!/a\n")).hasMessageContaining("no rule passes anything on");
    }

    private Mapping read(String text) throws IOException {
        return Mapping.read(Files.writeString(folder.resolve("mapping"), text));
    }
}
