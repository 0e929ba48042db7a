package io.weir.door;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A caller's certificate as the field {@code Client-Cert} has it: its DER in base64 between colons (RFC 9440 §2.1). Any thread. */
public final class ClientCertificate {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final byte DER_SEQUENCE = 0x30;

    private ClientCertificate() {}

    /** Of a connection whose handshake is over; null where it has none. */
    public static @Nullable String of(ChannelPipeline pipeline) {
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null || !(tls.engine().getWantClientAuth() || tls.engine().getNeedClientAuth())) {
            return null;
        }
        try {
            Certificate[] chain = tls.engine().getSession().getPeerCertificates();
            return chain.length == 0 ? null : field(chain[0].getEncoded());
        } catch (SSLPeerUnverifiedException e) {
            // The caller was asked for one and has none.
            return null;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /**
     * Of PEM, of which the first certificate counts; null where the text is empty.
     *
     * @throws RefusedException where it is no certificate
     */
    public static @Nullable String ofPem(@Nullable String pem) {
        if (pem == null || pem.isBlank()) {
            return null;
        }
        int begin = pem.indexOf(BEGIN);
        int start = begin + BEGIN.length();
        int end = pem.indexOf(END, start);
        if (begin < 0 || end < 0) {
            throw bad();
        }
        byte[] der = der(pem.substring(start, end));
        if (der.length == 0 || der[0] != DER_SEQUENCE) {
            throw bad();
        }
        return field(der);
    }

    private static byte[] der(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static String field(byte[] der) {
        return ":" + Base64.getEncoder().encodeToString(der) + ":";
    }

    private static RefusedException bad() {
        return RefusedException.malformed(
                400, "bad-client-certificate", "the web server forwards a client certificate that is not PEM");
    }
}
