package io.weir.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as a browser does, on a thread of its own. */
final class EventClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch following = new CountDownLatch(1);
    private final CountDownLatch comment = new CountDownLatch(1);

    private volatile @Nullable IOException failure;

    /** @param id null where the event has none */
    record Frame(@Nullable String id, String event, JsonNode data) {}

    /** Sends the request; the answer is there when this returns. */
    EventClient(HttpRequest.Builder request) throws Exception {
        response = CLIENT.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread reader = new Thread(this::read, "event-client");
        reader.setDaemon(true);
        reader.start();
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event. */
    Frame next() throws InterruptedException {
        Frame frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(frame).as("an event within %s s", PATIENCE_SECONDS).isNotNull();
        return requireNonNull(frame);
    }

    /** Until then it may miss what happens. */
    EventClient awaitFollowing() throws InterruptedException {
        assertThat(following.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("follows within %s s", PATIENCE_SECONDS)
                .isTrue();
        return this;
    }

    boolean awaitComment() throws InterruptedException {
        return comment.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    boolean awaitEnd() throws InterruptedException {
        return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Why it ended; null where it ended in order. */
    @Nullable
    IOException failure() {
        return failure;
    }

    boolean isOpen() {
        return ended.getCount() > 0;
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = null;
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comment.countDown();
                } else if (line.isEmpty() && id != null) {
                    following.countDown();
                    id = null;
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    frames.add(new Frame(id, event, AdminJson.MAPPER.readTree(line.substring(6))));
                    id = null;
                }
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }
}
