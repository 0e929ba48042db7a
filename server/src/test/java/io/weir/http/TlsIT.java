package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.ClientAuth;
import io.weir.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIT {
    private static final char[] PASSWORD = "change-it".toCharArray();

    @TempDir
    static Path dir;

    private static KeyStore store;

    /** One key that stands for the server, and as trusted for itself. */
    @BeforeAll
    static void makeKeystores() throws Exception {
        keytool("store.p12", "PKCS12");
        keytool("store.jks", "JKS");
        store = KeyStore.getInstance(dir.resolve("store.p12").toFile(), PASSWORD);
        store.setCertificateEntry("trusted", store.getCertificate("weir"));
        try (var out = Files.newOutputStream(dir.resolve("store.p12"))) {
            store.store(out, PASSWORD);
        }
        Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        Files.writeString(
                dir.resolve("store.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + base64.encodeToString(store.getKey("weir", PASSWORD).getEncoded())
                        + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
                        + base64.encodeToString(store.getCertificate("weir").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(String name, String type) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "weir",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        type,
                        "-storepass",
                        new String(PASSWORD),
                        "-keypass",
                        new String(PASSWORD),
                        "-keystore",
                        dir.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream out = keytool.getInputStream()) {
            out.readAllBytes();
        }
        assertThat(keytool.waitFor()).isZero();
    }

    private static TestListener listen(String keystore, ClientAuth clientAuth) {
        return TestListener.start(
                https(keystore, clientAuth),
                (request, response) ->
                        TestListener.answer(request, response, request.scheme() + " " + request.protocolVersion()));
    }

    private static NodeConfig.Https https(String keystore, ClientAuth clientAuth) {
        return new NodeConfig.Https(
                true, "127.0.0.1", 0, dir.resolve(keystore), Secret.of(new String(PASSWORD)), clientAuth);
    }

    private static RawClient connect(TestListener listener, String protocol, @Nullable KeyStore own) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo(protocol);
        return new RawClient(socket, listener.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.p12", "store.pem"})
    void servesHttp11(String keystore) throws Exception {
        try (TestListener listener = listen(keystore, ClientAuth.NONE);
                RawClient client = connect(listener, "http/1.1", null)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().body())
                    .isEqualTo("https 1.1");
            assertThat(client.send("GET / HTTP/1.1\r\n\r\n").read().status()).isEqualTo(400);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void servesHttp2() throws Exception {
        try (TestListener listener = listen("store.p12", ClientAuth.NONE);
                RawHttp2 client = new RawHttp2(connect(listener, "h2", null))) {
            client.open().headers(1, true, ":method", "GET", ":scheme", "https", ":authority", "h", ":path", "/");

            assertThat(client.decode(client.next(RawHttp2.HEADERS)).status()).hasToString("200");
            assertThat(client.next(RawHttp2.DATA).text()).isEqualTo("https 2.0");
        }
    }

    @Test
    void readsAJksKeystore() {
        try (TestListener listener = listen("store.jks", ClientAuth.NONE)) {
            assertThat(listener.port()).isPositive();
        }
    }

    @Test
    void asksForACertificateThatTheKeystoreTrusts() throws Exception {
        try (TestListener listener = listen("store.p12", ClientAuth.REQUIRE);
                RawClient client = connect(listener, "http/1.1", store)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUIRE", "REQUEST"})
    void tellsTheCertificateThatTheCallerShowed(ClientAuth clientAuth) throws Exception {
        String own = ":"
                + Base64.getEncoder()
                        .encodeToString(store.getCertificate("weir").getEncoded()) + ":";
        try (TestListener listener = TestListener.start(
                        https("store.p12", clientAuth),
                        (request, response) ->
                                TestListener.answer(request, response, String.valueOf(request.clientCertificate())));
                RawClient client = connect(listener, "http/1.1", store);
                RawHttp2 second = new RawHttp2(connect(listener, "h2", store))) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().body())
                    .isEqualTo(own);
            second.open().headers(1, true, ":method", "GET", ":scheme", "https", ":authority", "h", ":path", "/");
            second.next(RawHttp2.HEADERS);
            assertThat(second.next(RawHttp2.DATA).text()).isEqualTo(own);
        }
    }

    @Test
    void tellsNoCertificateWhereNoneWasShown() throws Exception {
        try (TestListener listener = TestListener.start(
                        https("store.p12", ClientAuth.REQUEST),
                        (request, response) ->
                                TestListener.answer(request, response, String.valueOf(request.clientCertificate())));
                RawClient client = connect(listener, "http/1.1", null)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read().body())
                    .isEqualTo("null");
        }
    }

    @Test
    void servesNobodyWithoutARequiredCertificate() throws Exception {
        try (TestListener listener = listen("store.p12", ClientAuth.REQUIRE)) {
            assertThatThrownBy(() -> {
                        try (RawClient client = connect(listener, "http/1.1", null)) {
                            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();
                        }
                    })
                    .isInstanceOfAny(IOException.class, java.io.UncheckedIOException.class);
            assertThat(listener.handled()).isEmpty();
        }
    }

    @Test
    void namesAKeystoreOfUnknownKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsOptions.of(https("store.txt", ClientAuth.NONE)))
                .withMessageContaining("store.txt")
                .withMessageContaining(".p12");
    }
}
