package io.weir.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A plain socket that sends exactly the bytes it is told; text is Latin-1. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 8_000;

    final Socket socket;
    private final InputStream in;

    RawClient(int port) {
        this(new Socket(), port);
    }

    RawClient(Socket socket, int port) {
        this.socket = socket;
        try {
            if (!socket.isConnected()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What the peer no longer takes is lost. */
    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The answer says why, and is still there to be read.
            return this;
        }
        return this;
    }

    /** The next answer: head and body, by its Content-Length or its chunks; a head alone for one without either. */
    Answer read() {
        return read(false);
    }

    Answer read(boolean bodiless) {
        try {
            String head = readHead();
            int length = Answer.intField(head, "content-length", 0);
            if (bodiless) {
                return new Answer(head, "");
            }
            if (head.toLowerCase(java.util.Locale.ROOT).contains("\r\ntransfer-encoding: chunked")) {
                return new Answer(head, readChunks());
            }
            byte[] body = in.readNBytes(length);
            return new Answer(head, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private String readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(readLine(), 16);
            body.write(in.readNBytes(size));
            if (!readLine().isEmpty()) {
                throw new IOException("chunk not ended");
            }
            if (size == 0) {
                return body.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        while (octet != '\n') {
            if (octet < 0) {
                throw new IOException("closed within a line: " + line);
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
            octet = in.read();
        }
        return line.toString();
    }

    int readOctet() throws IOException {
        return in.read();
    }

    byte[] readAll() throws IOException {
        return in.readAllBytes();
    }

    /** True where nothing but the end of the stream follows. */
    boolean isClosedByPeer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer's head and body. */
    record Answer(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        boolean has(String line) {
            return head.contains("\r\n" + line + "\r\n");
        }

        static int intField(String head, String name, int absent) {
            for (String line : head.split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                    return Integer.parseInt(line.substring(colon + 1).strip());
                }
            }
            return absent;
        }
    }
}
