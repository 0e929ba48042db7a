package io.weir.analytics;

import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import io.weir.analytics.SpoolRound.Chunk;
import io.weir.analytics.SpoolSegment.Located;
import io.weir.analytics.SpoolSegment.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the spool holds, the oldest first, and asks for a server that is away, on a thread of its own. What fails is tried again
 * after a pause that doubles up to {@link #MAX_PAUSE_MILLIS}, less a random part.
 */
final class Replayer {
    static final long MAX_PAUSE_MILLIS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Replayer.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long JOIN_MILLIS = 1_000;
    private static final int MAX_BYTES = 8 << 20;
    /** What a server that was away is tried with. */
    private static final int PROBE_DOCUMENTS = 100;

    private final Bulks bulks;
    private final Spool spool;
    private final RejectedFile rejected;
    private final RunGaps gaps;
    private final ServerState state;
    private final SpoolRoom room;
    private final AnalyticsMetrics metrics;
    private final RandomGenerator random;
    private final int maxDocuments;
    private final Thread thread = new Thread(this::run, "weir-analytics-replay");
    private final CountDownLatch stopping = new CountDownLatch(1);

    Replayer(
            Bulks bulks,
            Spool spool,
            RejectedFile rejected,
            RunGaps gaps,
            ServerState state,
            SpoolRoom room,
            AnalyticsMetrics metrics,
            RandomGenerator random,
            int maxDocuments) {
        this.bulks = bulks;
        this.spool = spool;
        this.rejected = rejected;
        this.gaps = gaps;
        this.state = state;
        this.room = room;
        this.metrics = metrics;
        this.random = random;
        this.maxDocuments = maxDocuments;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        thread.interrupt();
        thread.join(JOIN_MILLIS);
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (awaitTurn(pause)) {
                pause = step() ? FIRST_PAUSE_MILLIS : Math.min(MAX_PAUSE_MILLIS, 2 * pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a while; false at the end. */
    private boolean awaitTurn(long pause) throws InterruptedException {
        long half = Math.max(1, pause / 2);
        return !stopping.await(half + random.nextLong(half), TimeUnit.MILLISECONDS);
    }

    /** Sends as long as all goes well; false where it did not. */
    private boolean step() throws InterruptedException {
        try {
            boolean goesOn = true;
            while (goesOn && !spool.isEmpty()) {
                Chunk chunk = spool.next(state.isUp() ? maxDocuments : PROBE_DOCUMENTS, MAX_BYTES);
                metrics.damaged.increment(chunk.damaged().size());
                goesOn = !chunk.entries().isEmpty() && send(chunk.entries());
                spool.advance(chunk);
            }
            if (!state.isUp()) {
                bulks.writeIndex(Family.TRANSACTIONS);
                state.up();
            }
            if (spool.isEmpty()) {
                room.found();
            }
            if (!spool.hasForeign()) {
                gaps.check(bulks.store());
            }
            return goesOn || spool.isEmpty();
        } catch (AnalyticsUnavailableException e) {
            metrics.retries.increment();
            state.away(String.valueOf(e.getMessage()));
            return false;
        } catch (IOException e) {
            log.warn("the spool cannot be read: {}", e.toString());
            return false;
        } catch (RuntimeException e) {
            log.error("a replay failed", e);
            return false;
        }
    }

    /** False where some of them have to be sent again. */
    private boolean send(List<Located> entries)
            throws AnalyticsUnavailableException, InterruptedException, IOException {
        Map<Family, String> chosen = choose(entries);
        List<Document> documents = new ArrayList<>(entries.size());
        for (Located entry : entries) {
            Document document = entry.kept().document();
            String index = chosen.getOrDefault(entry.kept().family(), "");
            documents.add(
                    document.index().isEmpty() ? new Document(document.id(), index, document.source()) : document);
        }
        List<Answer> answers = bulks.send(documents);
        state.up();
        List<Ticket> done = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            if (isDone(entries.get(i).kept().family(), documents.get(i), answers.get(i))) {
                done.add(entries.get(i).ticket());
            }
        }
        spool.ack(done);
        metrics.retries.increment(entries.size() - done.size());
        return done.size() == entries.size();
    }

    /** Chooses an index for what has none, and writes that down before anything is sent. */
    private Map<Family, String> choose(List<Located> entries)
            throws AnalyticsUnavailableException, InterruptedException, IOException {
        Set<Family> without = EnumSet.noneOf(Family.class);
        for (Located entry : entries) {
            if (entry.kept().document().index().isEmpty()) {
                without.add(entry.kept().family());
            }
        }
        // Of all that is sent: the fewer the parts, the shorter the journal, which has to do with the room that was
        // taken for it.
        List<Ticket> tickets = entries.stream().map(Located::ticket).toList();
        Map<Family, String> chosen = new EnumMap<>(Family.class);
        for (Family family : without) {
            String index = bulks.writeIndex(family);
            spool.choose(tickets, family, index);
            chosen.put(family, index);
        }
        return chosen;
    }

    private boolean isDone(Family family, Document document, Answer answer) {
        if (answer.outcome() == Outcome.REJECTED) {
            metrics.dropped(family, Loss.REJECTED);
            rejected.add(family, document, answer.reason());
        } else if (answer.outcome() == Outcome.ACKNOWLEDGED) {
            metrics.acknowledged(family);
        }
        return answer.outcome() != Outcome.RETRY;
    }
}
