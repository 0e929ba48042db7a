package io.weir.analytics;

import io.weir.analytics.SpoolJournal.Line;
import io.weir.analytics.SpoolRound.Chunk;
import io.weir.analytics.SpoolSegment.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on disk what the analytics server has not acknowledged, in segments that are only appended to and go when all of them is
 * acknowledged (docs/adr/0017). At its limit it takes no more: what it holds was promised to be delivered, what comes is not yet. Any
 * thread; blocks on the disk.
 */
final class Spool {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final int SEGMENT_BYTES = 16 << 20;
    private static final int MIN_SEGMENT_BYTES = 64 << 10;

    /** Of a segment, for its journal: enough where ten entries and more are sent at once. */
    private static final int JOURNAL_SHARE = 64;

    private final Path folder;
    private final InstantSource clock;
    private final TreeMap<Long, SpoolSegment> segments = new TreeMap<>();
    private final SpoolRound round = new SpoolRound();
    private long limit;
    private long lastNumber;
    private long firstOwnNumber;
    private long bytes;
    private boolean isDirty;
    private boolean isClosed;
    private @Nullable SpoolSegment active;

    /**
     * What became of entries that were to be kept.
     *
     * @param tickets as many as were taken, in their order
     * @param refusal why the rest was not; null where all were
     * @param words the same in words, empty where all were
     */
    record Appended(List<Ticket> tickets, @Nullable Loss refusal, String words) {}

    private Spool(Path folder, long limit, InstantSource clock) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /** Opens what earlier runs left; a file that can't be read is left where it is, with a warning. */
    static Spool open(Path folder, long limit, InstantSource clock) throws IOException {
        Spool spool = new Spool(folder, limit, clock);
        for (SpoolSegment segment : SpoolFiles.open(folder)) {
            spool.lastNumber = segment.number();
            spool.segments.put(segment.number(), segment);
            spool.bytes += segment.size();
            spool.removeIfDone(segment);
        }
        spool.firstOwnNumber = spool.lastNumber + 1;
        return spool;
    }

    /** Takes another limit. */
    synchronized void limit(long newLimit) {
        limit = newLimit;
    }

    /**
     * Keeps entries.
     *
     * @param indices where each family goes; a family without one gets its index when it is sent
     * @param isHeld whether the server may still answer for them, so that they are not sent until they are released
     */
    synchronized Appended append(List<Entry> entries, Map<Family, String> indices, boolean isHeld) {
        List<Ticket> tickets = new ArrayList<>(entries.size());
        List<byte[]> gathered = new ArrayList<>();
        int gatheredBytes = 0;
        try {
            for (Entry entry : entries) {
                byte[] written = SpoolFormat.write(entry, indices.getOrDefault(entry.family(), ""));
                if (bytes + gatheredBytes + written.length > limit) {
                    flush(gathered, gatheredBytes, indices.values(), isHeld, tickets);
                    return new Appended(
                            tickets,
                            Loss.SPOOL_FULL,
                            "the spool holds " + bytes + " bytes (analytics.spoolLimit: " + limit + ")");
                }
                if (gatheredBytes + written.length > segmentBytes()) {
                    flush(gathered, gatheredBytes, indices.values(), isHeld, tickets);
                    gathered.clear();
                    gatheredBytes = 0;
                }
                gathered.add(written);
                gatheredBytes += written.length;
            }
            flush(gathered, gatheredBytes, indices.values(), isHeld, tickets);
            return new Appended(tickets, null, "");
        } catch (IOException e) {
            return new Appended(tickets, Loss.DISK_FULL, folder + " cannot be written to: " + e);
        }
    }

    private void flush(
            List<byte[]> gathered, int length, Collection<String> indices, boolean isHeld, List<Ticket> tickets)
            throws IOException {
        if (gathered.isEmpty()) {
            return;
        }
        SpoolSegment segment = segmentFor(length);
        ByteBuffer block = ByteBuffer.allocate(length);
        gathered.forEach(block::put);
        long at = segment.size();
        try {
            segment.append(block.flip());
        } catch (IOException e) {
            // One that was made for these and holds nothing would stay for ever.
            removeIfDone(segment);
            throw e;
        }
        segment.names(indices);
        bytes += length;
        isDirty = true;
        if (isHeld) {
            segment.hold(at, at + length);
        }
        for (byte[] entry : gathered) {
            tickets.add(new Ticket(segment, at, at + entry.length));
            at += entry.length;
        }
    }

    private SpoolSegment segmentFor(int length) throws IOException {
        SpoolSegment present = active;
        if (present != null && present.size() + length <= segmentBytes()) {
            return present;
        }
        if (present != null) {
            present.force();
            active = null;
        }
        SpoolSegment created = SpoolSegment.create(
                folder,
                SpoolFiles.free(folder, lastNumber + 1),
                clock.millis(),
                Math.toIntExact(segmentBytes() / JOURNAL_SHARE));
        lastNumber = created.number();
        segments.put(created.number(), created);
        bytes += created.size();
        active = created;
        return created;
    }

    /** Eight of them and more fit under the limit, so that room comes back in steps. */
    private long segmentBytes() {
        return Math.max(MIN_SEGMENT_BYTES, Math.min(SEGMENT_BYTES, limit / 8));
    }

    /** Nothing more need be done with these entries. */
    synchronized void ack(List<Ticket> tickets) {
        if (isClosed) {
            return;
        }
        for (Map.Entry<SpoolSegment, List<Line>> parts : SpoolSegment.parts(tickets, "").entrySet()) {
            SpoolSegment segment = parts.getKey();
            try {
                segment.ack(parts.getValue());
            } catch (IOException e) {
                log.debug("{}: what was acknowledged cannot be noted: {}", segment.path(), e.toString());
            }
            removeIfDone(segment);
        }
    }

    /** The server will not answer any more for those of these entries that are not acknowledged. */
    synchronized void release(List<Ticket> tickets) {
        tickets.forEach(ticket -> ticket.segment().release(ticket.from(), ticket.to()));
    }

    /**
     * Notes which index was chosen for entries of a family that had none.
     *
     * @throws IOException where it can't be noted, so that nothing may be sent there
     */
    synchronized void choose(List<Ticket> tickets, Family family, String index) throws IOException {
        for (Map.Entry<SpoolSegment, List<Line>> parts :
                SpoolSegment.parts(tickets, family.label() + " " + index).entrySet()) {
            parts.getKey().choose(parts.getValue());
        }
    }

    private void removeIfDone(SpoolSegment segment) {
        if (!segment.isDone()) {
            return;
        }
        segments.remove(segment.number());
        bytes -= segment.size();
        if (active == segment) {
            active = null;
        }
        try {
            segment.delete();
        } catch (IOException e) {
            log.warn("{}: cannot be removed: {}", segment.path(), e.toString());
        }
    }

    /** The oldest entries from the present place on; without any at the end of a round, which begins anew at the oldest then. */
    synchronized Chunk next(int maxEntries, int maxBytes) throws IOException {
        Chunk chunk = round.next(segments, maxEntries, maxBytes);
        ack(chunk.damaged());
        return chunk;
    }

    /** Goes on behind a chunk. */
    synchronized void advance(Chunk chunk) {
        round.advance(chunk);
    }

    /** Makes sure that what was kept is on disk. */
    void force() {
        SpoolSegment segment;
        synchronized (this) {
            segment = isDirty ? active : null;
            isDirty = false;
        }
        if (segment == null) {
            return;
        }
        try {
            segment.force();
        } catch (IOException e) {
            log.debug("{}: cannot be forced to disk: {}", segment.path(), e.toString());
        }
    }

    /** The indices that its entries belong to, or more; reads what an earlier run left through, once. */
    synchronized Set<String> indices() {
        Set<String> indices = new HashSet<>();
        for (SpoolSegment segment : segments.values()) {
            try {
                indices.addAll(segment.indices());
            } catch (IOException e) {
                log.debug("{}: cannot be read: {}", segment.path(), e.toString());
            }
        }
        return indices;
    }

    synchronized boolean isEmpty() {
        return segments.isEmpty();
    }

    /** True while there is something that an earlier run has left. */
    synchronized boolean hasForeign() {
        return !segments.isEmpty() && segments.firstKey() < firstOwnNumber;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Since when its oldest segment has been there; now where there is none. */
    synchronized long oldestMillis() {
        return segments.isEmpty()
                ? clock.millis()
                : segments.firstEntry().getValue().createdMillis();
    }

    /** What is acknowledged from now on is sent again after the next start. */
    synchronized void close() {
        force();
        isClosed = true;
        for (SpoolSegment segment : segments.values()) {
            try {
                segment.close();
            } catch (IOException e) {
                log.debug("{}: cannot be closed: {}", segment.path(), e.toString());
            }
        }
        segments.clear();
        active = null;
    }
}
