package io.weir.elastic;

import io.weir.config.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that a server's is checked against: a PKCS#12 or JKS file, or a PEM file of certificates. */
final class TrustStoreFile {
    private TrustStoreFile() {}

    /** @throws IOException where the file is none of these or the password is wrong; names the setting */
    static SSLContext context(Path file, Secret password) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(file, password));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    "analytics.truststore: " + file + " (expected: a PKCS#12, JKS or PEM file of certificates and its"
                            + " password; " + e.getMessage() + ")",
                    e);
        }
    }

    private static KeyStore load(Path file, Secret password) throws GeneralSecurityException, IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
            return KeyStore.getInstance(file.toFile(), password.reveal().toCharArray());
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            store.setCertificateEntry("certificate-" + store.size(), certificate);
        }
        return store;
    }
}
