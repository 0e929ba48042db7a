package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.Spool.Appended;
import io.weir.analytics.SpoolRound.Chunk;
import io.weir.analytics.SpoolSegment.Located;
import io.weir.analytics.SpoolSegment.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final long LIMIT = 64 << 20;
    private static final Map<Family, String> INDICES = Map.of(Family.TRANSACTIONS, "weir-transactions-000001");

    @TempDir
    Path folder;

    @Test
    void givesBackWhatIsNotAcknowledgedAlsoAfterARestart() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        List<Ticket> tickets = spool.append(entries(0, 10), INDICES, false).tickets();
        spool.ack(tickets.subList(0, 3));
        spool.ack(tickets.subList(5, 6));
        spool.close();

        Spool next = Spool.open(folder, LIMIT, CLOCK);

        assertThat(ids(next)).containsExactly("id-3", "id-4", "id-6", "id-7", "id-8", "id-9");
        assertThat(next.hasForeign()).isTrue();
    }

    @Test
    void removesASegmentThatIsDoneWith() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        List<Ticket> tickets = spool.append(entries(0, 10), INDICES, false).tickets();

        spool.ack(tickets);

        assertThat(spool.isEmpty()).isTrue();
        assertThat(spool.bytes()).isZero();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void outlivesTheInterruptOfAThreadThatReadsOrWritesIt() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        spool.append(entries(0, 3), INDICES, false);

        Thread.currentThread().interrupt();
        Chunk chunk = spool.next(2, 1 << 20);
        spool.ack(List.of(chunk.entries().get(0).ticket()));
        spool.append(entries(3, 4), INDICES, false);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ids(spool)).containsExactly("id-1", "id-2", "id-3");
        spool.close();
        assertThat(ids(Spool.open(folder, LIMIT, CLOCK))).containsExactly("id-1", "id-2", "id-3");
    }

    @Test
    void doesNotGiveWhatTheServerMayStillAnswerFor() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        List<Ticket> held = spool.append(entries(0, 2), INDICES, true).tickets();
        spool.append(entries(2, 4), INDICES, false);

        assertThat(ids(spool)).containsExactly("id-2", "id-3");
        spool.release(held);
        assertThat(ids(spool)).containsExactly("id-0", "id-1", "id-2", "id-3");
    }

    @Test
    void keepsTheChoiceOfAnIndex() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        Appended appended = spool.append(entries(0, 3), Map.of(), false);
        spool.choose(appended.tickets().subList(0, 2), Family.TRANSACTIONS, "weir-transactions-000007");
        spool.close();

        List<Located> found = Spool.open(folder, LIMIT, CLOCK).next(10, 1 << 20).entries();

        assertThat(found)
                .extracting(entry -> entry.kept().document().index())
                .containsExactly("weir-transactions-000007", "weir-transactions-000007", "");
    }

    @Test
    void refusesTheNewestAtItsLimitAndTakesMoreWhenRoomComesBack() throws IOException {
        Spool spool = Spool.open(folder, 200 << 10, CLOCK);
        List<Ticket> taken = new ArrayList<>();
        Appended last = spool.append(large(0), INDICES, false);
        for (int i = 1; last.refusal() == null; i++) {
            taken.addAll(last.tickets());
            last = spool.append(large(i), INDICES, false);
        }

        assertThat(last.refusal()).isEqualTo(Loss.SPOOL_FULL);
        assertThat(spool.bytes()).isLessThanOrEqualTo(200 << 10);
        spool.ack(taken);
        assertThat(spool.append(large(99), INDICES, false).refusal()).isNull();
    }

    @Test
    void doesNotTakeTheJournalOfAFormerSegmentForThatOfANewOne() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        List<Ticket> tickets = spool.append(entries(0, 10), INDICES, false).tickets();
        spool.ack(tickets.subList(0, 9));
        Path journal = folder.resolve("0000000001.ack");
        byte[] former = Files.readAllBytes(journal);
        spool.ack(tickets);
        spool.close();
        // The process died between removing the one and the other.
        Files.write(journal, former);

        Spool next = Spool.open(folder, LIMIT, CLOCK);
        next.append(entries(10, 20), INDICES, false);
        next.close();

        assertThat(ids(Spool.open(folder, LIMIT, CLOCK))).hasSize(10);
    }

    @Test
    void refusesWhatTheDiskDoesNotTakeAndGoesOnWhenItDoesAgain() throws IOException {
        Path own = folder.resolve("spool");
        Spool spool = Spool.open(own, LIMIT, CLOCK);
        Files.delete(own);

        Appended refused = spool.append(entries(0, 3), INDICES, false);

        assertThat(refused.refusal()).isEqualTo(Loss.DISK_FULL);
        assertThat(refused.tickets()).isEmpty();
        Files.createDirectory(own);
        assertThat(spool.append(entries(3, 5), INDICES, false).refusal()).isNull();
        assertThat(ids(spool)).containsExactly("id-3", "id-4");
    }

    @Test
    void leavesAFileAloneThatItCannotRead() throws IOException {
        Path unreadable = Files.createDirectory(folder.resolve("0000000001.seg"));

        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        spool.append(entries(0, 2), INDICES, false);

        assertThat(ids(spool)).containsExactly("id-0", "id-1");
        assertThat(unreadable).exists();
    }

    @Test
    void passesOverDamageAndFindsWhatIsBehindIt() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        Ticket damaged = spool.append(entries(0, 5), INDICES, false).tickets().get(2);
        spool.close();
        overwrite(files(folder).get(0), damaged.from() + 20, 3);

        Spool next = Spool.open(folder, LIMIT, CLOCK);
        Chunk chunk = next.next(100, 1 << 20);

        assertThat(chunk.damaged()).hasSize(1);
        assertThat(chunk.entries()).extracting(SpoolTest::id).containsExactly("id-0", "id-1", "id-3", "id-4");
    }

    @Test
    void leavesASegmentOfALaterFormatToThatVersion() throws IOException {
        Spool spool = Spool.open(folder, LIMIT, CLOCK);
        spool.append(entries(0, 5), INDICES, false);
        spool.close();
        Path segment = files(folder).get(0);
        byte[] later = Files.readAllBytes(segment);
        later[7] = '2';
        Files.write(segment, later);

        Spool next = Spool.open(folder, LIMIT, CLOCK);
        next.append(entries(5, 6), INDICES, false);

        assertThat(ids(next)).containsExactly("id-5");
        assertThat(Files.readAllBytes(segment)).isEqualTo(later);
    }

    /** Any way of writing, acknowledging, dying with the last bytes cut off, and coming back. */
    @Property(tries = 60)
    void losesAndInventsNothing(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path own = Files.createTempDirectory("spool");
        Spool spool = Spool.open(own, LIMIT, CLOCK);
        Map<String, Ticket> due = new LinkedHashMap<>();
        int number = 0;
        for (int step = 0; step < 30; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    int count = 1 + random.nextInt(20);
                    List<Ticket> tickets = spool.append(entries(number, number + count), INDICES, false)
                            .tickets();
                    for (Ticket ticket : tickets) {
                        due.put("id-" + number++, ticket);
                    }
                }
                case 2 -> {
                    List<String> some = due.keySet().stream()
                            .filter(id -> random.nextInt(3) == 0)
                            .toList();
                    spool.ack(some.stream().map(due::get).toList());
                    due.keySet().removeAll(some);
                }
                default -> {
                    String cut = die(spool, own, due, random);
                    due.remove(cut);
                    spool = Spool.open(own, LIMIT, CLOCK);
                    due.clear();
                    remember(spool, due);
                }
            }
            assertThat(ids(spool)).containsExactlyElementsOf(due.keySet());
        }
        spool.close();
    }

    private static void remember(Spool spool, Map<String, Ticket> due) throws IOException {
        for (Located found : spool.next(10_000, 1 << 30).entries()) {
            due.put(id(found), found.ticket());
        }
    }

    /** Cuts the last entry through, where it is the last one in its file, and checks what comes back. */
    private static String die(Spool spool, Path own, Map<String, Ticket> due, Random random) throws IOException {
        List<String> before = ids(spool);
        assertThat(before).containsExactlyElementsOf(due.keySet());
        spool.close();
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        List<Path> files = files(own);
        if (last.isEmpty() || !random.nextBoolean()) {
            return "";
        }
        Path file = files.get(files.size() - 1);
        Ticket ticket = due.get(last);
        if (ticket == null || Files.size(file) != ticket.to()) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(ticket.to() - 1 - random.nextInt((int) (ticket.to() - ticket.from() - 1)));
        }
        Spool next = Spool.open(own, LIMIT, CLOCK);
        List<String> rest = before.subList(0, before.size() - 1);
        assertThat(ids(next)).containsExactlyElementsOf(rest);
        next.close();
        return last;
    }

    private static List<String> ids(Spool spool) throws IOException {
        Chunk chunk = spool.next(10_000, 1 << 30);
        return chunk.entries().stream().map(SpoolTest::id).toList();
    }

    private static String id(Located found) {
        Document document = found.kept().document();
        assertThat(new String(document.source(), StandardCharsets.UTF_8))
                .startsWith("{\"id\":\"" + document.id() + "\"");
        return document.id();
    }

    private static List<Entry> entries(int from, int to) {
        List<Entry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String source = "{\"id\":\"id-" + i + "\",\"text\":\"" + "x".repeat(i % 50) + "\"}";
            entries.add(new Entry(Family.TRANSACTIONS, "id-" + i, source.getBytes(StandardCharsets.UTF_8)));
        }
        return entries;
    }

    private static List<Entry> large(int number) {
        String source = "{\"id\":\"id-" + number + "\",\"text\":\"" + "x".repeat(20_000) + "\"}";
        return List.of(new Entry(Family.TRANSACTIONS, "id-" + number, source.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
        }
    }

    private static void overwrite(Path file, long at, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(count), at);
        }
    }
}
