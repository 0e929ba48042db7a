package io.weir.analytics;

import io.weir.analytics.SpoolFormat.Kept;
import io.weir.analytics.SpoolJournal.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of the spool. Entries are known by where they lie, so that damage to one moves none of the others. Guarded by the spool.
 */
final class SpoolSegment {
    static final int HEADER = 16;

    /** {@code WEIRSPL} and the number of the format. */
    private static final long MAGIC = 0x5745_4952_5350_4c31L;

    private static final int WINDOW = 256 << 10;

    private final long number;
    private final Path file;
    private final SpoolFile content;
    private final SpoolJournal journal;
    private final IntervalSet acked = new IntervalSet();
    private final IntervalSet held = new IntervalSet();
    private final List<Line> choices = new ArrayList<>();
    private final Set<String> indices = new HashSet<>();
    private boolean isRead;
    private final long createdMillis;
    private long size;

    /** An entry with its place. */
    record Located(Kept kept, Ticket ticket) {}

    /** Where an entry lies. */
    record Ticket(SpoolSegment segment, long from, long to) {}

    private SpoolSegment(long number, Path file, SpoolFile content, long size, long createdMillis) {
        this.number = number;
        this.file = file;
        this.content = content;
        this.size = size;
        this.createdMillis = createdMillis;
        this.journal = new SpoolJournal(file.resolveSibling(name(number, ".ack")));
    }

    static String name(long number, String suffix) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 10 - digits.length())) + digits + suffix;
    }

    /** @param journalBytes room that is taken for its journal at once */
    static SpoolSegment create(Path folder, long number, long nowMillis, int journalBytes) throws IOException {
        Path file = folder.resolve(name(number, ".seg"));
        // What a process that died left behind of a former segment of this number would acknowledge entries of this
        // one.
        Files.deleteIfExists(folder.resolve(name(number, ".ack")));
        SpoolFile content = SpoolFile.open(Files.createFile(file));
        SpoolSegment segment = new SpoolSegment(number, file, content, HEADER, nowMillis);
        try {
            content.write(
                    ByteBuffer.allocate(HEADER)
                            .putLong(MAGIC)
                            .putLong(nowMillis)
                            .flip(),
                    0);
            segment.journal.reserve(journalBytes);
        } catch (IOException e) {
            segment.delete();
            throw e;
        }
        segment.isRead = true;
        return segment;
    }

    /** A segment that an earlier run left. */
    static SpoolSegment open(Path file, long number) throws IOException {
        SpoolFile content = SpoolFile.open(file);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        content.read(header, 0);
        boolean isOfAnotherFormat =
                !header.hasRemaining() && header.getLong(0) >> 8 == MAGIC >> 8 && header.getLong(0) != MAGIC;
        if (isOfAnotherFormat) {
            content.close();
            throw new IOException("format " + (char) header.get(7)
                    + " (expected: 1; another version of Weir wrote it and can deliver it)");
        }
        long created = header.hasRemaining() || header.getLong(0) != MAGIC
                ? Files.getLastModifiedTime(file).toMillis()
                : header.getLong(8);
        SpoolSegment segment = new SpoolSegment(number, file, content, content.size(), created);
        for (Line line : segment.journal.load()) {
            if (line.choice().isEmpty()) {
                segment.acked.add(line.from(), line.to());
            } else {
                segment.choices.add(line);
            }
        }
        return segment;
    }

    /** What tickets mean for the journals of their segments: as few parts as they make. */
    static Map<SpoolSegment, List<Line>> parts(List<Ticket> tickets, String choice) {
        Map<SpoolSegment, List<Line>> parts = new LinkedHashMap<>();
        for (Ticket ticket : tickets) {
            List<Line> lines = parts.computeIfAbsent(ticket.segment(), segment -> new ArrayList<>());
            Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
            if (last != null && last.to() == ticket.from()) {
                lines.set(lines.size() - 1, new Line(last.from(), ticket.to(), choice));
            } else {
                lines.add(new Line(ticket.from(), ticket.to(), choice));
            }
        }
        return parts;
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    long createdMillis() {
        return createdMillis;
    }

    /** True where nothing of it is left to be sent. */
    boolean isDone() {
        return acked.size() >= size - HEADER;
    }

    /** Writes behind the last entry; all of it, or nothing that counts. */
    void append(ByteBuffer bytes) throws IOException {
        try {
            size = content.write(bytes, size);
        } catch (IOException e) {
            content.truncate(size);
            throw e;
        }
    }

    /** Entries that were written belong to these indices. */
    void names(Collection<String> written) {
        indices.addAll(written);
    }

    /** The indices that its entries belong to, or more. */
    Set<String> indices() throws IOException {
        if (!isRead) {
            isRead = true;
            SpoolReader reader = reader(HEADER);
            Located found = reader.next();
            while (found != null || reader.damage() != null) {
                if (found != null) {
                    indices.add(found.kept().document().index());
                }
                found = reader.next();
            }
        }
        Set<String> all = new HashSet<>(indices);
        choices.forEach(
                choice -> all.add(choice.choice().substring(choice.choice().indexOf(' ') + 1)));
        all.remove("");
        return all;
    }

    void hold(long from, long to) {
        held.add(from, to);
    }

    void release(long from, long to) {
        held.remove(from, to);
    }

    /** These parts are done with, and are after a restart too where the journal can be written. */
    void ack(List<Line> parts) throws IOException {
        parts.forEach(part -> acked.add(part.from(), part.to()));
        journal.append(parts);
    }

    /** An index was chosen for all of a family in these parts that had none; nothing may be sent there unless this returns. */
    void choose(List<Line> parts) throws IOException {
        journal.append(parts);
        choices.addAll(parts);
    }

    /** The index that was chosen for an entry without one; empty where none was. */
    String chosen(Family family, long offset) {
        String prefix = family.label() + " ";
        for (Line choice : choices) {
            if (choice.from() <= offset
                    && offset < choice.to()
                    && choice.choice().startsWith(prefix)) {
                return choice.choice().substring(prefix.length());
            }
        }
        return "";
    }

    /** Reads from one place on; see {@link SpoolReader}. */
    SpoolReader reader(long from) {
        return new SpoolReader(this, Math.max(from, HEADER), WINDOW);
    }

    /** Where to go on from an offset: behind what is acknowledged or held there. */
    long skip(long offset) {
        long next = held.endOf(acked.endOf(offset));
        return next == offset ? offset : skip(next);
    }

    int read(ByteBuffer into, long at) throws IOException {
        into.limit((int) Math.min(into.limit(), into.position() + Math.max(0, size - at)));
        return content.read(into, at);
    }

    /** The kept entry at this place with its index, where one was chosen. */
    Kept withChoice(Kept kept, long offset) {
        Document document = kept.document();
        if (!document.index().isEmpty()) {
            return kept;
        }
        String index = chosen(kept.family(), offset);
        return index.isEmpty() ? kept : new Kept(kept.family(), new Document(document.id(), index, document.source()));
    }

    void force() throws IOException {
        content.force();
    }

    void close() throws IOException {
        journal.close();
        content.close();
    }

    void delete() throws IOException {
        content.close();
        Files.deleteIfExists(file);
        journal.delete();
    }

    @Nullable
    Path path() {
        return file.getFileName();
    }
}
