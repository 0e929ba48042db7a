package io.weir.systemtests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target that answers what it is asked for by the path: {@code /echo} the request's head, {@code /digest} the SHA-256 and the length of
 * its body, {@code /big} so much data, {@code /status/N} a status, {@code /fields} an answer with many and with large fields,
 * {@code /events} a stream that waits for {@link #nextEvent}.
 */
final class EchoTarget implements AutoCloseable {
    static final int BIG = 50 << 20;
    private static final int PIECE = 64 << 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final CountDownLatch nextEvent = new CountDownLatch(1);

    EchoTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals("/digest")) {
            text(exchange, digest(exchange.getRequestBody()));
        } else if (path.equals("/big")) {
            big(exchange);
        } else if (path.startsWith("/status/")) {
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), -1);
        } else if (path.equals("/fields")) {
            for (int i = 0; i < 100; i++) {
                exchange.getResponseHeaders().set("X-Field-" + i, "v" + i);
            }
            exchange.getResponseHeaders().set("Set-Cookie", "large=" + "c".repeat(8 << 10));
            text(exchange, "fields");
        } else if (path.equals("/events")) {
            events(exchange);
        } else {
            StringBuilder head = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            values.forEach(value -> head.append(name.toLowerCase(java.util.Locale.ROOT))
                                    .append(": ")
                                    .append(value)
                                    .append('\n')));
            exchange.getRequestBody().readAllBytes();
            text(exchange, head.toString());
        }
        exchange.close();
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(200, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    private void big(HttpExchange exchange) throws IOException {
        boolean isLengthKnown =
                !String.valueOf(exchange.getRequestURI().getQuery()).contains("chunked");
        exchange.sendResponseHeaders(200, isLengthKnown ? BIG : 0);
        byte[] piece = piece();
        try (OutputStream out = exchange.getResponseBody()) {
            for (int sent = 0; sent < BIG; sent += PIECE) {
                out.write(piece);
            }
        } catch (IOException e) {
            abandoned.incrementAndGet();
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write("data: first\n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        try {
            if (nextEvent.await(60, TimeUnit.SECONDS)) {
                out.write("data: second\n\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.close();
    }

    /** The SHA-256 of what comes, and how much that was. */
    static String digest(InputStream in) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] piece = new byte[PIECE];
        long length = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            sha256.update(piece, 0, read);
            length += read;
        }
        return HexFormat.of().formatHex(sha256.digest()) + " " + length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Content of {@code /big} and of large uploads, {@value #BIG} bytes. */
    static InputStream bigContent() {
        return new InputStream() {
            private final byte[] piece = piece();
            private int position;

            @Override
            public int read() {
                return position < BIG ? piece[position++ % PIECE] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (position >= BIG) {
                    return -1;
                }
                int start = position % PIECE;
                int count = Math.min(length, PIECE - start);
                System.arraycopy(piece, start, into, offset, count);
                position += count;
                return count;
            }
        };
    }

    private static byte[] piece() {
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < PIECE; i++) {
            piece[i] = (byte) (i * 31 ^ i >>> 7);
        }
        return piece;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many callers left within {@code /big}. */
    int abandoned() {
        return abandoned.get();
    }

    /** Lets {@code /events} go on. */
    void nextEvent() {
        nextEvent.countDown();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
