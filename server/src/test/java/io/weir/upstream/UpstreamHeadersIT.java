package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which header fields pass, and which are made here. */
class UpstreamHeadersIT {
    @RegisterExtension
    final ProxyExtension proxy = new ProxyExtension();

    private RawTarget target;

    @BeforeEach
    void startTarget() {
        List<String> fields = List.of(
                "HTTP/1.1 200 OK",
                "Content-Length: 2",
                "Connection: keep-alive, X-Hop",
                "X-Hop: 1",
                "Keep-Alive: timeout=30",
                "Proxy-Authenticate: x",
                "Upgrade: h2c",
                "Server: own",
                "X-Request-Id: theirs",
                "Set-Cookie: a=1",
                "Set-Cookie: b=2");
        target = RawTarget.answering(String.join("\r\n", fields) + "\r\n\r\nok");
        proxy.routeTo(target.url());
    }

    @AfterEach
    void stopTarget() throws Exception {
        target.close();
    }

    @Test
    void dropsWhatBelongsToOneConnection() throws Exception {
        String answer = send(
                "Connection: close",
                "Connection: X-Mine, TE",
                "X-Mine: 1",
                "TE: trailers",
                "Trailer: X-T",
                "Keep-Alive: 5",
                "Upgrade: websocket",
                "Proxy-Authorization: Basic x",
                "Proxy-Connection: x",
                "Proxy: http://evil",
                "HTTP2-Settings: AAMA",
                "Expect: 100-continue",
                "Accept: */*");

        assertThat(sent())
                .contains("accept: */*")
                .doesNotContain(
                        "connection:", "x-mine", "te:", "trailer", "keep-alive", "upgrade", "proxy", "http2", "expect");
        assertThat(answer)
                .contains("server: own", "set-cookie: a=1", "set-cookie: b=2", "x-request-id: id-1")
                .doesNotContain("x-hop", "keep-alive: timeout", "proxy-", "upgrade", "theirs");
    }

    @Test
    void replacesForwardingFieldsOfStrangers() throws Exception {
        send(
                "Connection: close",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /evil",
                "X-Forwarded-Server: evil",
                "X-Forwarded-Ssl: on",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X-Request-Id: evil",
                "Via: 1.0 first");

        assertThat(sent())
                .contains(
                        "x-forwarded-for: 127.0.0.1\r\n",
                        "x-forwarded-proto: http\r\n",
                        "x-forwarded-host: api.example:81\r\n",
                        "x-forwarded-port: 81\r\n",
                        "x-request-id: id-1\r\n",
                        "via: 1.0 first, 1.1 weir\r\n")
                .doesNotContain("6.6.6.6", "evil", "x-forwarded-ssl");
    }

    @Test
    void believesNobodysWordForACertificateButWhatWasShown() throws Exception {
        send(
                "Connection: close",
                "Client-Cert: :ZXZpbA==:",
                "Client-Cert-Chain: :ZXZpbA==:",
                "X-Shown-Certificate: :b3du:");

        assertThat(sent()).contains("client-cert: :b3du:\r\n").doesNotContain("zxzpba", "client-cert-chain");
    }

    @Test
    void sendsNoCertificateForACallerWhoShowedNone() throws Exception {
        send("Connection: close", "Client-Cert: :ZXZpbA==:");

        assertThat(sent()).doesNotContain("client-cert");
    }

    @Test
    void passesACertificateOnThatATrustedProxyNames() throws Exception {
        proxy.trustCaller();

        send("Connection: close", "Client-Cert: :cHJveHk=:", "Client-Cert-Chain: :Y2hhaW4=:");

        assertThat(sent()).contains("client-cert: :chjvehk=:\r\n", "client-cert-chain: :y2hhaw4=:\r\n");
    }

    @Test
    void addsToForwardingFieldsOfTrustedProxies() throws Exception {
        proxy.trustCaller();

        send(
                "Connection: close",
                "X-Forwarded-For: 1.1.1.1",
                "X-Forwarded-For: 2.2.2.2",
                "X-Forwarded-Host: outer",
                "X-Forwarded-Port: 443",
                "X-Forwarded-Prefix: /outer",
                "Forwarded: for=1.1.1.1");

        assertThat(sent())
                .contains(
                        "x-forwarded-for: 1.1.1.1, 2.2.2.2, 127.0.0.1\r\n",
                        "x-forwarded-host: outer\r\n",
                        "x-forwarded-port: 443\r\n",
                        "x-forwarded-prefix: /outer\r\n",
                        "forwarded: for=1.1.1.1\r\n")
                .containsOnlyOnce("x-forwarded-for:")
                .containsOnlyOnce("x-forwarded-host:");
    }

    @Test
    void withholdsWhatItIsTold() throws Exception {
        proxy.withhold("X-API-Key");

        send("Connection: close", "x-api-key: secret", "X-API-Key-Hint: h");

        assertThat(sent()).doesNotContain("secret").contains("x-api-key-hint: h");
    }

    @Test
    void keepsRepeatedFieldsAndTheirOrder() throws Exception {
        send("Connection: close", "X-A: 1", "X-B: 2", "X-A: 3", "Cookie: a=1", "Authorization: Bearer t", "X-Empty:");

        assertThat(sent())
                .contains(
                        "x-a: 1\r\nx-b: 2\r\nx-a: 3\r\n",
                        "cookie: a=1\r\n",
                        "authorization: bearer t",
                        "x-empty: \r\n");
    }

    @Test
    void namesTheTargetAsHost() throws Exception {
        send("Connection: close");

        assertThat(sent())
                .containsOnlyOnce("\r\nhost: ")
                .contains("\r\nhost: " + target.url().substring("http://".length()));
    }

    @Test
    void saysThatAPostWithoutABodyHasNone() throws Exception {
        Caller.call(proxy.port(), "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(sent()).contains("content-length: 0\r\n");
        Caller.get(proxy.port(), "/");
        assertThat(sent()).doesNotContain("content-length");
    }

    private String send(String... fields) throws Exception {
        return Caller.call(
                        proxy.port(),
                        "GET / HTTP/1.1\r\nHost: api.example:81\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
                .toLowerCase(Locale.ROOT);
    }

    private String sent() {
        return target.head().toLowerCase(Locale.ROOT);
    }
}
