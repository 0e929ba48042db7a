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
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
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
    private static KeyStore client;
    private static KeyStore stranger;

    /** One key that stands for the server, and as trusted for itself; one of a client that the truststores trust, one of nobody's. */
    @BeforeAll
    static void makeKeystores() throws Exception {
        keytool("store.p12", "PKCS12");
        keytool("store.jks", "JKS");
        store = KeyStore.getInstance(dir.resolve("store.p12").toFile(), PASSWORD);
        store.setCertificateEntry("trusted", store.getCertificate("weir"));
        try (var out = Files.newOutputStream(dir.resolve("store.p12"))) {
            store.store(out, PASSWORD);
        }
        Files.writeString(
                dir.resolve("store.pem"),
                pem("PRIVATE KEY", store.getKey("weir", PASSWORD).getEncoded())
                        + pem("CERTIFICATE", store.getCertificate("weir").getEncoded()));
        keytool("client.p12", "PKCS12");
        keytool("stranger.p12", "PKCS12");
        client = KeyStore.getInstance(dir.resolve("client.p12").toFile(), PASSWORD);
        stranger = KeyStore.getInstance(dir.resolve("stranger.p12").toFile(), PASSWORD);
        makeTruststores();
    }

    private static void makeTruststores() throws Exception {
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore trusted = KeyStore.getInstance(type);
            trusted.load(null, PASSWORD);
            trusted.setCertificateEntry("client", client.getCertificate("weir"));
            try (var out = Files.newOutputStream(dir.resolve("trusted." + (type.equals("JKS") ? "jks" : "p12")))) {
                trusted.store(out, PASSWORD);
            }
        }
        Files.writeString(
                dir.resolve("trusted.pem"),
                pem("CERTIFICATE", client.getCertificate("weir").getEncoded()));
    }

    private static String pem(String label, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
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
                true,
                "127.0.0.1",
                0,
                dir.resolve(keystore),
                Secret.of(new String(PASSWORD)),
                clientAuth,
                null,
                Secret.NONE);
    }

    private static NodeConfig.Https trusting(String truststore, String password, ClientAuth clientAuth) {
        NodeConfig.Https https = https("store.p12", clientAuth);
        return new NodeConfig.Https(
                true,
                https.host(),
                https.port(),
                https.keystore(),
                https.keystorePassword(),
                clientAuth,
                dir.resolve(truststore),
                Secret.of(password));
    }

    private static TestListener listen(NodeConfig.Https https) {
        return TestListener.start(https, (request, response) -> TestListener.answer(request, response, "served"));
    }

    /** Shows its certificate whatever issuers the server asks for. */
    private static final class Insisting extends X509ExtendedKeyManager {
        private final X509KeyManager keys;

        Insisting(X509KeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return "weir";
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"weir"};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    private static RawClient connect(TestListener listener, String protocol, @Nullable KeyStore own) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] managers =
                own == null ? null : new KeyManager[] {new Insisting((X509KeyManager) keys.getKeyManagers()[0])};
        context.init(managers, trust.getTrustManagers(), null);
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
            assertRefused(listener, null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trusted.p12", "trusted.jks", "trusted.pem"})
    void servesWhoShowsACertificateThatTheTruststoreTrustsAndNobodyElse(String truststore) throws Exception {
        try (TestListener listener = listen(trusting(truststore, new String(PASSWORD), ClientAuth.REQUIRE))) {
            assertRefused(listener, null);
            assertRefused(listener, stranger);
            // The keystore's own certificates count for nothing beside a truststore.
            assertRefused(listener, store);
            assertServed(listener, client);
        }
    }

    @Test
    void servesWhoShowsNoCertificateWhereOneIsOnlyRequested() throws Exception {
        try (TestListener listener = listen(trusting("trusted.p12", new String(PASSWORD), ClientAuth.REQUEST))) {
            assertServed(listener, null);
            assertServed(listener, client);
            assertRefused(listener, stranger);
        }
    }

    @Test
    void doesNotStartWithATruststoreThatCannotBeOpened() {
        assertThatThrownBy(() -> listen(trusting("trusted.p12", "wrong", ClientAuth.REQUIRE))
                        .close())
                .hasStackTraceContaining("password was incorrect");
    }

    @Test
    void namesATruststoreOfUnknownKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsOptions.of(trusting("trusted.crt", "", ClientAuth.REQUIRE)))
                .withMessageContaining("listeners.https.truststore")
                .withMessageContaining("trusted.crt");
    }

    private static void assertServed(TestListener listener, @Nullable KeyStore own) throws Exception {
        try (RawClient connected = connect(listener, "http/1.1", own)) {
            assertThat(connected
                            .send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    /** With TLS 1.3 a client learns of its refusal only when it reads. */
    private static void assertRefused(TestListener listener, @Nullable KeyStore own) {
        int before = listener.handled().size();
        assertThatThrownBy(() -> {
                    try (RawClient connected = connect(listener, "http/1.1", own)) {
                        connected.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").read();
                    }
                })
                .isInstanceOfAny(IOException.class, java.io.UncheckedIOException.class);
        assertThat(listener.handled()).hasSize(before);
    }

    @Test
    void namesAKeystoreOfUnknownKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsOptions.of(https("store.txt", ClientAuth.NONE)))
                .withMessageContaining("store.txt")
                .withMessageContaining(".p12");
    }
}
