package io.weir.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final List<String> TRUSTED = List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32");

    private static Caller from(String peer) {
        return new Caller(TrustedProxies.of(TRUSTED), socket(peer, 40_000), socket("198.51.100.1", 8080), "http", null);
    }

    private static InetSocketAddress socket(String address, int port) {
        InetAddress parsed = TrustedProxies.parse(address);
        assertThat(parsed).isNotNull();
        return new InetSocketAddress(parsed, port);
    }

    private static MultiMap headers(String... fields) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return headers;
    }

    @Test
    void believesNobodyButTrustedProxies() {
        Caller caller = from("203.0.113.9");
        MultiMap headers = headers(
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "evil",
                "Forwarded",
                "for=5.6.7.8");

        assertThat(caller.isTrustedProxy()).isFalse();
        assertThat(caller.clientAddress(headers)).isEqualTo("203.0.113.9");
        assertThat(caller.scheme(headers)).isEqualTo("http");
        assertThat(caller.authority(headers, "own")).isEqualTo("own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9|203.0.113.9",
                "1.1.1.1, 203.0.113.9|203.0.113.9",
                "1.1.1.1, 203.0.113.9, 10.1.1.1|203.0.113.9",
                "1.1.1.1,203.0.113.9:1234 ,  192.0.2.7|203.0.113.9",
                "[2001:db9::1]:80, 2001:db8::5|2001:db9::1",
                "10.9.9.9, 10.1.1.1|10.9.9.9",
                "203.0.113.9, unknown|10.2.3.4",
                "203.0.113.9, nonsense, 10.1.1.1|10.1.1.1",
                "203.0.113.9,|10.2.3.4",
                "::ffff:203.0.113.9|203.0.113.9",
            })
    void takesTheNearestAddressThatIsNoProxys(String list, String client) {
        assertThat(from("10.2.3.4").clientAddress(headers("X-Forwarded-For", list)))
                .isEqualTo(client);
    }

    @Test
    void readsSeveralFieldsAsOneList() {
        MultiMap headers = headers("X-Forwarded-For", "1.1.1.1, 203.0.113.9", "X-Forwarded-For", "10.1.1.1");

        assertThat(from("10.2.3.4").clientAddress(headers)).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https;host=api.example.com|203.0.113.9|https|api.example.com",
                "for=1.1.1.1, For=\"[2001:db9::1]:4711\"; Proto=HTTPS|2001:db9::1|https|own",
                "for=203.0.113.9;host=\"a;b\", for=10.1.1.1;host=\"h:81\"|203.0.113.9|http|h:81",
                "for=_hidden|10.2.3.4|http|own",
                "proto=ftp;host=a b|10.2.3.4|http|own",
            })
    void readsForwarded(String forwarded, String client, String scheme, String authority) {
        Caller caller = from("10.2.3.4");
        MultiMap headers = headers("Forwarded", forwarded);

        assertThat(caller.clientAddress(headers)).isEqualTo(client);
        assertThat(caller.scheme(headers)).isEqualTo(scheme);
        assertThat(caller.authority(headers, "own")).isEqualTo(authority);
    }

    @Test
    void takesSchemeAndHostOfTheNearestProxy() {
        Caller caller = from("2001:db8::1");
        MultiMap headers = headers("X-Forwarded-Proto", "http, https", "X-Forwarded-Host", "a, b.example:8443");

        assertThat(caller.scheme(headers)).isEqualTo("https");
        assertThat(caller.authority(headers, "own")).isEqualTo("b.example:8443");
    }

    @Test
    void namesItsOwnAddressToACallerWithoutHost() {
        assertThat(from("203.0.113.9").authority(headers(), null)).isEqualTo("198.51.100.1:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "::1/129",
                "10.0.0.1/8/8"
            })
    void namesAnEntryThatIsNoAddress(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(List.of(entry)))
                .withMessageContaining("trustedProxies: " + entry);
    }
}
