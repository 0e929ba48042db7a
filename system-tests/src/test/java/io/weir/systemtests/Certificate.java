package io.weir.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate for {@code localhost} that it signed itself, and that stands for server and client. */
final class Certificate {
    private static final char[] PASSWORD = "change-it".toCharArray();

    private final Path folder;
    private final KeyStore store;

    private Certificate(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** Makes one, with {@code key.pem} and {@code certificate.pem} in the folder. */
    static Certificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("keytool.out")));
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        store.setCertificateEntry("trusted", store.getCertificate("own"));
        Certificate made = new Certificate(folder, store);
        made.write("key.pem", "PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded());
        made.write("certificate.pem", "CERTIFICATE", store.getCertificate("own").getEncoded());
        return made;
    }

    private void write(String name, String what, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file(name), "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** DER in base64. */
    String base64() throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(store.getCertificate("own").getEncoded());
    }

    /** For a client that trusts it, and shows it where it is asked. */
    SSLContext context() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
