package io.weir.analytics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What became of the entries of one segment: which parts are acknowledged, and which index was chosen for those that had none. A line
 * that is cut off or damaged ends it; what it would have said is done again, which doubles nothing. Guarded by the spool.
 */
final class SpoolJournal implements AutoCloseable {
    private static final int HEAD = 8;
    private static final int MIN_LENGTH = 16;
    private static final int MAX_LENGTH = 1024;

    private final Path file;
    private @Nullable SpoolFile content;
    private long size;

    /**
     * One line of it.
     *
     * @param choice family and index with a blank between; empty for an acknowledgement
     */
    record Line(long from, long to, String choice) {}

    SpoolJournal(Path file) {
        this.file = file;
    }

    /** What was written so far. */
    List<Line> load() throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        while (content.remaining() >= HEAD) {
            int length = content.getInt();
            int checksum = content.getInt();
            if (length < MIN_LENGTH || length > MAX_LENGTH || length > content.remaining()) {
                break;
            }
            ByteBuffer rest = content.slice(content.position(), length);
            if (checksum(rest) != checksum) {
                break;
            }
            lines.add(read(rest));
            content.position(content.position() + length);
            size = content.position();
        }
        return lines;
    }

    private static Line read(ByteBuffer rest) {
        long from = rest.getLong(0);
        long to = rest.getLong(8);
        byte[] choice = new byte[rest.capacity() - MIN_LENGTH];
        rest.get(MIN_LENGTH, choice);
        return new Line(from, to, new String(choice, StandardCharsets.US_ASCII));
    }

    /** Takes room on disk for a new journal, so that what is delivered from a full disk can be noted. Zeros are no line. */
    void reserve(int bytes) throws IOException {
        open().write(ByteBuffer.allocate(bytes), 0);
    }

    private SpoolFile open() throws IOException {
        SpoolFile open = content;
        if (open == null) {
            open = SpoolFile.open(file);
            content = open;
        }
        return open;
    }

    /** Writes lines behind the last whole one. */
    void append(List<Line> lines) throws IOException {
        for (Line line : lines) {
            byte[] choice = line.choice().getBytes(StandardCharsets.US_ASCII);
            ByteBuffer bytes = ByteBuffer.allocate(HEAD + MIN_LENGTH + choice.length);
            bytes.position(HEAD);
            bytes.putLong(line.from()).putLong(line.to()).put(choice);
            bytes.putInt(0, MIN_LENGTH + choice.length);
            bytes.putInt(4, checksum(bytes.slice(HEAD, MIN_LENGTH + choice.length)));
            size = open().write(bytes.flip(), size);
        }
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }
}
