package io.weir.analytics;

import io.weir.analytics.SpoolFormat.Kept;
import io.weir.analytics.SpoolSegment.Located;
import io.weir.analytics.SpoolSegment.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Goes through one segment from entry to entry, past what need not be sent, and past damage. Guarded by the spool. */
final class SpoolReader {
    private final SpoolSegment segment;
    private ByteBuffer window;
    private long windowAt;
    private long offset;
    private @Nullable Ticket damage;

    SpoolReader(SpoolSegment segment, long offset, int windowBytes) {
        this.segment = segment;
        this.offset = offset;
        this.window = ByteBuffer.allocate(windowBytes).limit(0);
    }

    /** Where the next call goes on. */
    long offset() {
        return offset;
    }

    /** The damaged part that the last call met, if it met one; then it gave no entry. */
    @Nullable
    Ticket damage() {
        return damage;
    }

    /** The next entry that is neither acknowledged nor held; null at the end, and where there is damage. */
    @Nullable
    Located next() throws IOException {
        damage = null;
        offset = segment.skip(offset);
        if (offset >= segment.size()) {
            return null;
        }
        Located found = at(offset);
        if (found != null) {
            offset = found.ticket().to();
            return found;
        }
        long from = offset;
        offset = resume(offset + 1);
        damage = new Ticket(segment, from, offset);
        return null;
    }

    private @Nullable Located at(long place) throws IOException {
        ByteBuffer head = bytes(place, SpoolFormat.HEAD);
        int length = head == null ? -1 : SpoolFormat.length(head);
        if (length < 0) {
            return null;
        }
        ByteBuffer whole = bytes(place, SpoolFormat.HEAD + length);
        Kept kept = whole == null ? null : SpoolFormat.read(whole, length);
        return kept == null
                ? null
                : new Located(
                        segment.withChoice(kept, place), new Ticket(segment, place, place + SpoolFormat.HEAD + length));
    }

    /** The first place from here on where an entry begins, or the end. */
    private long resume(long from) throws IOException {
        for (long place = from; place + SpoolFormat.HEAD <= segment.size(); place++) {
            ByteBuffer head = bytes(place, SpoolFormat.HEAD);
            if (head != null && head.getInt(0) == SpoolFormat.MARK && at(place) != null) {
                return place;
            }
        }
        return segment.size();
    }

    /** So many bytes; null where the segment ends before. */
    private @Nullable ByteBuffer bytes(long place, int count) throws IOException {
        if (place + count > segment.size()) {
            return null;
        }
        if (place < windowAt || place + count > windowAt + window.limit()) {
            if (window.capacity() < count) {
                window = ByteBuffer.allocate(count);
            }
            window.clear();
            windowAt = place;
            if (segment.read(window, place) < count) {
                window.limit(0);
                return null;
            }
            window.flip();
        }
        return window.slice((int) (place - windowAt), count);
    }
}
