package io.weir.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.upstream.UpstreamOutcome.Failure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies both ways: framing, back-pressure, and answers that come early. */
class UpstreamBodiesIT {
    private static final int LARGE = 20_000_000;

    @RegisterExtension
    final ProxyExtension proxy = new ProxyExtension();

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 70_000, LARGE})
    void passesBodiesOfKnownLengthByteForByte(int length) throws Exception {
        byte[] body = random(length);
        try (RawTarget target = echo()) {
            proxy.routeTo(target.url());

            byte[] answer = post(proxy.port(), body, false);

            assertThat(answer).isEqualTo(body);
            assertThat(target.head()).contains("\r\nContent-Length: " + length + "\r\n");
            UpstreamOutcome outcome = proxy.outcome();
            assertThat(outcome.sentBytes()).isEqualTo(length);
            assertThat(outcome.receivedBytes()).isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 70_000, LARGE})
    void passesBodiesOfUnknownLengthByteForByte(int length) throws Exception {
        byte[] body = random(length);
        try (RawTarget target = echo()) {
            proxy.routeTo(target.url());

            byte[] answer = post(proxy.port(), body, true);

            assertThat(answer).isEqualTo(body);
            assertThat(target.head()).contains("\r\nTransfer-Encoding: chunked\r\n");
        }
    }

    @Test
    void sendsNoMoreThanTheCallerReads() throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] body = random(LARGE * 4);
        try (RawTarget target = new RawTarget(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
                    write(connection.socket(), body, written);
                    connection.awaitClose();
                });
                Socket caller = new Socket()) {
            proxy.routeTo(null, Protocol.AUTO, target.url());
            caller.setReceiveBufferSize(64 * 1024);
            caller.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
            caller.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));

            awaitStandstill(written);
            assertThat(written.get()).isLessThan(LARGE);

            byte[] all = caller.getInputStream().readAllBytes();
            assertThat(all).endsWith(Arrays.copyOfRange(body, body.length - 1000, body.length));
            assertThat(proxy.outcome().receivedBytes()).isEqualTo(body.length);
        }
    }

    @Test
    void takesNoMoreThanTheTargetReads() throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] body = random(LARGE * 4);
        try (RawTarget target = new RawTarget(connection -> {
                    connection.readHead();
                    await().until(() -> written.get() < 0);
                });
                Socket caller = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            proxy.routeTo(ProxyExtension.TIMEOUTS, Protocol.AUTO, target.url());
            caller.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(US_ASCII));
            Thread writer = new Thread(() -> write(caller, body, written));
            writer.start();

            // It is the target that does not read, so the idle timeout ends it.
            assertThat(proxy.outcome().failure()).isEqualTo(Failure.IDLE_TIMEOUT);
            assertThat(new String(caller.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 504");
            assertThat(proxy.hasOutcome()).isFalse();
            written.set(-1);
            writer.join(5_000);
        }
    }

    private static void awaitStandstill(AtomicLong counter) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .until(() -> counter.get() > 0 && before.getAndSet(counter.get()) == counter.get());
    }

    private static void write(Socket to, byte[] body, AtomicLong written) {
        try {
            OutputStream out = to.getOutputStream();
            for (int from = 0; from < body.length; from += 8192) {
                int length = Math.min(8192, body.length - from);
                out.write(body, from, length);
                written.addAndGet(length);
            }
            out.flush();
        } catch (IOException e) {
            // the other side has what it wants
        }
    }

    @Test
    void endsABodyWithTheConnectionWhereTheTargetDoes() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            connection.send("HTTP/1.0 200 OK\r\n\r\nto the end");
        })) {
            proxy.routeTo(target.url());

            assertThat(Caller.get(proxy.port(), "/")).contains("to the end");
            assertThat(proxy.outcome().failure()).isNull();
            Caller.get(proxy.port(), "/");
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void dropsTrailersBothWays() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
            connection.readHead();
            readTo(connection.in(), "0\r\n");
            connection.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n" + chunks("ok", "X-T: 1"));
            String rest = readTo(connection.in(), "\r\n");
            connection.heads().add(rest);
            connection.awaitClose();
        })) {
            proxy.routeTo(target.url());

            String head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
            String answer = Caller.call(proxy.port(), head + chunks("hi", "X-Up: 1"));

            assertThat(answer).contains("ok").doesNotContain("X-T");
            await().until(() -> target.heads().size() == 2);
            assertThat(target.heads().get(1)).isEqualTo("\r\n");
        }
    }

    private static String chunks(String data, String trailer) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n0\r\n" + trailer + "\r\n\r\n";
    }

    private static String readTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("ended before " + end + ": " + text);
            }
            text.append((char) b);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEAD|HTTP/1.1 200 OK\\r\\nContent-Length: 500\\r\\n\\r\\n|content-length: 500",
                "HEAD|HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n|200",
                "GET|HTTP/1.1 304 Not Modified\\r\\nETag: x\\r\\n\\r\\n|etag: x",
                "GET|HTTP/1.1 204 No Content\\r\\n\\r\\n|204",
                "GET|HTTP/1.1 204 No Content\\r\\nContent-Length: 0\\r\\n\\r\\n|204",
                "GET|HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n|content-length: 0",
            })
    void passesAnswersWithoutABody(String method, String answer, String expected) throws Exception {
        try (RawTarget target = RawTarget.answering(answer.translateEscapes())) {
            proxy.routeTo(target.url());

            for (int i = 0; i < 2; i++) {
                String passed =
                        Caller.call(proxy.port(), method + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(passed).containsIgnoringCase(expected).endsWith("\r\n\r\n");
                assertThat(proxy.outcome().failure()).isNull();
            }
            // Both ran on one connection: nothing was left on it.
            assertThat(target.connections()).isEqualTo(1);
        }
    }

    @Test
    void deliversAnAnswerThatComesBeforeTheBodyIsSent() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
                    connection.awaitClose();
                });
                Caller caller = new Caller(proxy.port())) {
            proxy.routeTo(target.url());

            caller.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nfirst");
            assertThat(caller.readTo("big")).startsWith("HTTP/1.1 413");
            assertThat(proxy.outcome().failure()).isNull();

            // The rest is read and thrown away; the caller's connection goes on.
            caller.send("x".repeat(100_000 - "first".length()));
            caller.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(caller.readTo("big")).startsWith("HTTP/1.1 413");
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void answers502WhereTheTargetBreaksOffWithinTheRequestsBody() throws Exception {
        try (RawTarget target = new RawTarget(connection -> {
                    connection.readHead();
                    connection.in().readNBytes(5);
                    connection.reset();
                });
                Caller caller = new Caller(proxy.port())) {
            proxy.routeTo(target.url());

            caller.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nfirst");

            assertThat(caller.readTo(UpstreamErrors.FAILED)).startsWith("HTTP/1.1 502 ");
            assertThat(target.connections()).isEqualTo(1);
        }
    }

    /** Sends and reads at once, as the target does. */
    static byte[] post(int port, byte[] body, boolean chunked) throws Exception {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            caller.setSoTimeout(20_000);
            Thread writer = new Thread(() -> send(caller, body, chunked));
            writer.start();
            InputStream in = new BufferedInputStream(caller.getInputStream());
            String head = readTo(in, "\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 200 OK");
            boolean inChunks = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
            byte[] answer = inChunks ? readChunks(in) : in.readNBytes(body.length);
            writer.join(5_000);
            return answer;
        }
    }

    private static void send(Socket to, byte[] body, boolean chunked) {
        try {
            OutputStream out = new BufferedOutputStream(to.getOutputStream(), 32 * 1024);
            String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
            out.write(("POST /echo HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n").getBytes(US_ASCII));
            for (int from = 0; from < body.length; from += 10_000) {
                int length = Math.min(10_000, body.length - from);
                out.write((chunked ? Integer.toHexString(length) + "\r\n" : "").getBytes(US_ASCII));
                out.write(body, from, length);
                out.write((chunked ? "\r\n" : "").getBytes(US_ASCII));
            }
            out.write((chunked ? "0\r\n\r\n" : "").getBytes(US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(readTo(in, "\r\n").strip(), 16);
            body.writeBytes(in.readNBytes(size));
            in.readNBytes(2);
        } while (size > 0);
        return body.toByteArray();
    }

    /** Answers with the request's body, framed as it came. */
    static RawTarget echo() {
        return new RawTarget(connection -> {
            while (true) {
                String head = connection.readHead();
                String framing = head.lines()
                        .filter(line -> line.startsWith("Content-Length") || line.startsWith("Transfer-Encoding"))
                        .findFirst()
                        .orElse("Content-Length: 0");
                connection.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
                OutputStream out = connection.socket().getOutputStream();
                if (framing.startsWith("Content-Length")) {
                    copy(connection.in(), out, Long.parseLong(framing.substring(framing.indexOf(' ') + 1)));
                } else {
                    copyChunks(connection.in(), out);
                }
                out.flush();
            }
        });
    }

    private static void copyChunks(InputStream in, OutputStream out) throws IOException {
        int size;
        do {
            String line = readTo(in, "\r\n");
            size = Integer.parseInt(line.strip(), 16);
            out.write(line.getBytes(US_ASCII));
            copy(in, out, size + 2);
        } while (size > 0);
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("ended " + left + " bytes early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
