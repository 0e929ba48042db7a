package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BackPressureIT {
    /** More than all buffers between two sockets of this host can hold. */
    private static final int MUCH = 64 << 20;

    private final CompletableFuture<GatewayRequest> request = new CompletableFuture<>();
    private final CompletableFuture<Context> context = new CompletableFuture<>();
    private final AtomicLong moved = new AtomicLong();

    @Test
    void stopsReadingFromACallerWhoseBodyNobodyTakes() throws Exception {
        try (TestListener listener = TestListener.start(this::takeLater);
                RawClient client = listener.connect()) {
            AtomicLong sent = new AtomicLong();
            Thread sender = new Thread(() -> sendMuch(client, sent));
            sender.start();
            request.get(5, TimeUnit.SECONDS);
            awaitStandstill(sent);
            long sentBefore = sent.get();

            context.get().runOnContext(v -> request.join().resume());

            assertThat(client.read().body()).isEqualTo(Integer.toString(MUCH));
            assertThat(sentBefore).isLessThan(MUCH);
            sender.join();
        }
    }

    private void takeLater(GatewayRequest request, GatewayResponse response) {
        request.handler(piece -> moved.addAndGet(piece.length()));
        request.endHandler(end -> TestListener.answer(request, response, Long.toString(moved.get())));
        context.complete(Vertx.currentContext());
        this.request.complete(request);
    }

    private static void sendMuch(RawClient client, AtomicLong sent) {
        client.send(String.format(Locale.ROOT, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n", MUCH));
        byte[] piece = new byte[64 << 10];
        try {
            OutputStream out = client.socket.getOutputStream();
            while (sent.get() < MUCH) {
                out.write(piece);
                sent.addAndGet(piece.length);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopsWritingToACallerWhoDoesNotRead() throws Exception {
        try (TestListener listener = TestListener.start(this::giveMuch);
                RawClient client = listener.connect()) {
            client.send(String.format(
                    Locale.ROOT, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Size: %d\r\n\r\n", MUCH));
            request.get(5, TimeUnit.SECONDS);
            awaitStandstill(moved);
            long givenBefore = moved.get();

            byte[] all = client.readAll();

            assertThat(givenBefore).isLessThan(MUCH);
            assertThat(all.length).isGreaterThan(MUCH);
        }
    }

    private void giveMuch(GatewayRequest request, GatewayResponse response) {
        Buffer piece = Buffer.buffer(new byte[64 << 10]);
        response.headers().set("Content-Length", Integer.toString(MUCH));
        response.drainHandler(v -> give(response, piece));
        give(response, piece);
        this.request.complete(request);
    }

    private void give(GatewayResponse response, Buffer piece) {
        while (!response.writeQueueFull() && moved.get() < MUCH) {
            response.write(piece);
            moved.addAndGet(piece.length());
        }
        if (moved.get() == MUCH && !response.isClosed()) {
            response.end();
        }
    }

    private static void awaitStandstill(AtomicLong counter) {
        long[] before = {-1};
        Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
            long now = counter.get();
            boolean still = now > 0 && now == before[0];
            before[0] = now;
            return still;
        });
    }
}
