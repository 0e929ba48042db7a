package io.weir.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h",
                "api.example.com",
                "API.example.com:8080",
                "a_b-c",
                "example.com.",
                "h:",
                "h:0",
                "h:65535",
                "127.0.0.1:1",
                "[::1]",
                "[2001:db8::1]:443",
                "xn--caf-dma.example"
            })
    void takesNamesAndAddresses(String host) {
        assertThat(HostSyntax.isValid(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "h:65536",
                "h:8a",
                "h:80:80",
                "h/",
                "h?",
                "h#",
                "u@h",
                "a b",
                "a,b",
                "[::1",
                "::1",
                "[]",
                "[::1]x",
                "[fe80::1%eth0]",
                "[v1.a]",
                "h%41",
                "h\\",
                "caf\u00E9"
            })
    void refusesEverythingElse(String host) {
        assertThat(HostSyntax.isValid(host)).isFalse();
    }
}
