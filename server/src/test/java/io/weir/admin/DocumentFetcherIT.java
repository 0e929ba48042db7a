package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a fetch may cost, whatever the other side does. */
class DocumentFetcherIT {
    private static final int MAX_BYTES = 1000;
    private static final Duration PATIENCE = Duration.ofMillis(400);
    /** Far less than the bounds of connecting (5 s) and of silence (10 s), which are not what ends these. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private final Lanes lanes = new Lanes(new SimpleMeterRegistry());
    private final DocumentFetcher hurried = new DocumentFetcher(lanes, MAX_BYTES, PATIENCE);
    private final DocumentFetcher patient = new DocumentFetcher(lanes, MAX_BYTES, Duration.ofSeconds(30));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private ServerSocket server;

    /** Answers one connection. */
    @FunctionalInterface
    private interface Script {
        void answer(String target, OutputStream out) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        stopping.countDown();
        server.close();
        threads.shutdownNow();
        hurried.close();
        patient.close();
        lanes.stop();
    }

    @Test
    void takesADocumentOfTheLargestSize() {
        serve((target, out) -> write(out, ok("Content-Length: 1000", "x".repeat(MAX_BYTES))));

        assertThat(patient.fetch(url("/")).content().length()).isEqualTo(MAX_BYTES);
    }

    @Test
    void refusesALargerDocumentWithAndWithoutALength() {
        serve((target, out) -> write(
                out,
                target.equals("/length")
                        ? ok("Content-Length: 1001", "x".repeat(MAX_BYTES + 1))
                        : ok("X: y", "x".repeat(MAX_BYTES + 1))));

        assertRefused(patient, "/length", "larger than 1000 bytes");
        assertRefused(patient, "/none", "larger than 1000 bytes");
    }

    @Test
    void countsWhatADocumentBecomesWhenItIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[1 << 20]);
        }
        serve((target, out) -> {
            write(out, ok("Content-Encoding: gzip\r\nContent-Length: " + packed.size(), ""));
            out.write(packed.toByteArray());
        });

        assertRefused(patient, "/", "larger than 1000 bytes");
    }

    @Test
    void followsFiveRedirectsAndNoMore() {
        serve((target, out) -> {
            int left = Integer.parseInt(target.substring(1));
            write(out, left == 0 ? ok("Content-Length: 4", "done") : redirect("/" + (left - 1)));
        });

        assertThat(patient.fetch(url("/5")).content().toString()).isEqualTo("done");
        assertRefused(patient, "/6", "redirect");
    }

    @Test
    void endsInTimeWhereNothingIsAnswered() {
        serve((target, out) -> stopping.await());

        assertRefusedInTime("/");
    }

    @Test
    void endsInTimeWhereTheHeadDripsIn() {
        serve((target, out) -> drip(out, "HTTP/1.1 200 OK\r\nX: "));

        assertRefusedInTime("/");
    }

    @Test
    void endsInTimeWhereTheBodyDripsIn() {
        serve((target, out) -> drip(out, ok("Content-Length: 900", "")));

        assertRefusedInTime("/");
    }

    /** Each answer comes well in time; all of them together do not. */
    @Test
    void countsRedirectsAndTheDocumentTogether() {
        serve((target, out) -> {
            int left = Integer.parseInt(target.substring(1));
            if (!stopping.await(PATIENCE.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                write(out, left == 0 ? ok("Content-Length: 4", "done") : redirect("/" + (left - 1)));
            }
        });

        assertRefusedInTime("/5");
    }

    /** A full backlog leaves the handshake unanswered, as a host behind a firewall does. */
    @Test
    void endsInTimeWhereNoConnectionComesAbout() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 200);
                } catch (java.net.SocketTimeoutException e) {
                    // It is full now.
                    break;
                }
            }

            assertRefusedInTime(
                    "http://127.0.0.1:" + ((InetSocketAddress) full.getLocalSocketAddress()).getPort() + "/", hurried);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void isFreeForOthersAfterManyThatHang() {
        serve((target, out) -> {
            if (target.equals("/good")) {
                write(out, ok("Content-Length: 4", "done"));
            } else {
                stopping.await();
            }
        });

        for (int i = 0; i < 2 * Lanes.Lane.FETCH.capacity(); i++) {
            assertRefused(hurried, "/" + i, "took longer than 0.4 s");
        }

        assertThat(patient.fetch(url("/good")).content().toString()).isEqualTo("done");
    }

    private void assertRefusedInTime(String path) {
        assertRefusedInTime(url(path), hurried);
    }

    private static void assertRefusedInTime(String url, DocumentFetcher fetcher) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> fetcher.fetch(url))
                .isInstanceOf(ProblemException.class)
                .satisfies(refused -> assertThat(
                                ((ProblemException) refused).errors().toString())
                        .contains("took longer than 0.4 s"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(PATIENCE, SOON);
    }

    private void assertRefused(DocumentFetcher fetcher, String path, String why) {
        assertThatThrownBy(() -> fetcher.fetch(url(path)))
                .isInstanceOf(ProblemException.class)
                .satisfies(refused -> assertThat(
                                ((ProblemException) refused).errors().toString())
                        .contains(why));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private void serve(Script script) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> answer(socket, script));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void answer(Socket socket, Script script) {
        try (socket) {
            String head = head(socket);
            script.answer(head.split(" ")[1], socket.getOutputStream());
        } catch (Exception e) {
            // The other side has gone away, which is what most of these tests are about.
            return;
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new IOException("no request");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    /** One byte at a time, each long before anybody takes silence for the end. */
    private void drip(OutputStream out, String beginning) throws Exception {
        write(out, beginning);
        while (!stopping.await(20, TimeUnit.MILLISECONDS)) {
            write(out, "x");
        }
    }

    private static String ok(String fields, String body) {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\n" + fields + "\r\n\r\n" + body;
    }

    private static String redirect(String to) {
        return "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + to + "\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
