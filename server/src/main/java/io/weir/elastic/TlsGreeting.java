package io.weir.elastic;

import io.weir.config.NodeConfig.Address;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Finds out whether a server speaks TLS, whatever its certificate: one that does hangs up on clear text without a word. */
final class TlsGreeting {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    private TlsGreeting() {}

    /** Blocks for some seconds at most; any thread. */
    static boolean isAnswered(Address address) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, address.host(), address.port(), true)) {
                socket.startHandshake();
                return true;
            }
        } catch (SSLHandshakeException e) {
            // It has answered, with a certificate that is not trusted mostly; unless it hung up on this as well.
            return !(e.getCause() instanceof EOFException);
        } catch (IOException e) {
            return false;
        }
    }
}
