package io.weir.analytics;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that is read and written at places. Not by a channel: one is closed by the interrupt of a thread that is just at it, as where
 * settings change while the spool is being sent. Guarded by the spool, but for {@link #force}.
 */
final class SpoolFile implements AutoCloseable {
    private final RandomAccessFile file;

    private SpoolFile(RandomAccessFile file) {
        this.file = file;
    }

    /** Opens a file; makes it where it is missing. */
    static SpoolFile open(Path path) throws IOException {
        return new SpoolFile(new RandomAccessFile(path.toFile(), "rw"));
    }

    long size() throws IOException {
        return file.length();
    }

    /** Writes all that remains, out of an array; gives the place behind it. */
    long write(ByteBuffer bytes, long at) throws IOException {
        int length = bytes.remaining();
        file.seek(at);
        file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
        bytes.position(bytes.limit());
        return at + length;
    }

    /** Reads as much as there is room for, into an array; gives how much that was, less only at the end of the file. */
    int read(ByteBuffer into, long at) throws IOException {
        file.seek(at);
        int sum = 0;
        while (into.hasRemaining()) {
            int more = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            if (more < 0) {
                break;
            }
            into.position(into.position() + more);
            sum += more;
        }
        return sum;
    }

    void truncate(long size) throws IOException {
        file.setLength(size);
    }

    /** Makes sure that what was written is on disk. */
    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
