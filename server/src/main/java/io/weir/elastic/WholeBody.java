package io.weir.elastic;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * A body in memory that goes to the socket in large parts. The client would copy any other entity through a stream, 8 KB at a time,
 * with a system call for each, which is most of what a bulk costs. For one request, and for its next try once that is over.
 */
final class WholeBody extends ByteArrayEntity implements AsyncEntityProducer {
    /** What a socket takes at once, more or less; Java copies a part as a whole for each write, however little of it is taken. */
    private static final int PART = 128 << 10;

    private final ByteBuffer rest;

    WholeBody(byte[] body, ContentType type) {
        super(body, type);
        this.rest = ByteBuffer.wrap(body);
    }

    @Override
    public int available() {
        return rest.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        int taken;
        do {
            ByteBuffer part = rest.slice(rest.position(), Math.min(PART, rest.remaining()));
            taken = channel.write(part);
            rest.position(rest.position() + taken);
        } while (taken > 0 && rest.hasRemaining());
        if (!rest.hasRemaining()) {
            channel.endStream();
        }
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public void releaseResources() {
        rest.rewind();
    }
}
