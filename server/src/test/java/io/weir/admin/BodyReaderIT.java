package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bounds of a body, answered as the admin listener answers them. */
class BodyReaderIT {
    private static final int MAX_BYTES = 1000;
    private static final long MAX_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 20_000;

    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void listen() throws Exception {
        vertx = Vertx.vertx();
        server = await(
                vertx.createHttpServer().requestHandler(BodyReaderIT::read).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() throws Exception {
        await(server.close());
        await(vertx.close());
    }

    private static void read(HttpServerRequest request) {
        request.pause();
        Reply reply = new Reply(vertx, request, new Random(1));
        // The slow ones alone are hurried.
        long maxMillis = request.path().equals("/slow") ? MAX_MILLIS : PATIENCE_MILLIS;
        BodyReader.read(vertx, request, MAX_BYTES, maxMillis)
                .map(body -> Answer.of(200, "text/plain", Buffer.buffer("bytes: " + body.length())))
                .recover(failure -> Future.succeededFuture(ProblemRenderer.render(failure, reply.requestId())))
                .onSuccess(reply::send);
    }

    @Test
    void answersABodyThatStopsHalfWay() throws Exception {
        String answer = exchange("POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"body-timeout\"");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
    }

    @Test
    void answersABodyThatKeepsComingTooSlowly() throws Exception {
        ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n"));
            ScheduledFuture<?> dripping =
                    drip.scheduleAtFixedRate(() -> write(out, "x"), 10, 10, TimeUnit.MILLISECONDS);

            assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ").contains("\"code\":\"body-timeout\"");
            dripping.cancel(false);
        } finally {
            drip.shutdownNow();
        }
    }

    @Test
    void takesABodyOfTheLargestSize() throws Exception {
        String body = "x".repeat(MAX_BYTES);

        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n" + body))
                .startsWith("HTTP/1.1 200 ")
                .contains("bytes: 1000");
        assertThat(exchange(
                        "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
                                + body + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("bytes: 1000");
    }

    @Test
    void refusesALargerBodyBeforeItComes() throws Exception {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"body-too-large\"");
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999999999999999\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4(13|00) .*");
    }

    @Test
    void refusesABodyThatTurnsOutLarger() throws Exception {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
                        + "x".repeat(MAX_BYTES + 1) + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"body-too-large\"");
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket.getOutputStream(), request);
            return readAll(socket);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** To the end, so each answer must close the connection. */
    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(ascii(text));
        } catch (IOException e) {
            // The server has closed the connection; its answer is what counts.
            return;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
