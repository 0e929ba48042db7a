package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WholeBodyTest {
    private static final int BYTES = 700_000;

    private final byte[] bytes = new byte[BYTES];
    private final Socket socket = new Socket();
    private final WholeBody body;

    WholeBodyTest() {
        new Random(7).nextBytes(bytes);
        body = new WholeBody(bytes, ContentType.APPLICATION_JSON);
    }

    @Test
    void goesOutWholeInLargeParts() throws IOException {
        socket.room = Integer.MAX_VALUE;

        body.produce(socket);

        assertThat(socket.taken.toByteArray()).isEqualTo(bytes);
        assertThat(socket.isEnded).isTrue();
        assertThat(socket.writes).isEqualTo(6);
    }

    @Test
    void waitsWhereTheSocketTakesNoMoreAndGoesOnFromThere() throws IOException {
        for (int round = 0; !socket.isEnded; round++) {
            assertThat(body.available()).isEqualTo(BYTES - socket.taken.size());
            socket.room = 1 + 10_000 * (round % 30);
            body.produce(socket);
        }

        assertThat(socket.taken.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void beginsAnewForTheNextServer() throws IOException {
        socket.room = 200_000;
        body.produce(socket);
        body.failed(new IOException("reset"));
        body.releaseResources();
        Socket next = new Socket();
        next.room = Integer.MAX_VALUE;

        body.produce(next);

        assertThat(next.taken.toByteArray()).isEqualTo(bytes);
    }

    /** Takes as much as it has room for. */
    private static final class Socket implements DataStreamChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room;
        private int writes;
        private boolean isEnded;

        @Override
        public void requestOutput() {
            throw new UnsupportedOperationException("asked again by the client itself");
        }

        @Override
        public int write(ByteBuffer source) {
            writes++;
            byte[] part = new byte[Math.min(room, source.remaining())];
            source.get(part);
            taken.writeBytes(part);
            room -= part.length;
            return part.length;
        }

        @Override
        public void endStream() {
            isEnded = true;
        }

        @Override
        public void endStream(@Nullable List<? extends Header> trailers) {
            isEnded = true;
        }
    }
}
