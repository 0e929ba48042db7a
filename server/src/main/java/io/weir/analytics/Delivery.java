package io.weir.analytics;

import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import io.weir.analytics.Spool.Appended;
import io.weir.analytics.SpoolSegment.Ticket;
import io.weir.time.Ticker;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches, several at once, each attempted once. What is not acknowledged then, or not by its deadline, goes to the spool, out of
 * which {@link Replayer} sends it again. {@link #submit} and {@link #tend} by the indexer, the rest by threads of its own.
 */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final Answer UNANSWERED = new Answer(Outcome.RETRY, "no answer");

    /** So many batches wait for a sender; of one more, the oldest goes to the spool. */
    static final int MAX_WAITING = 64;

    private static final long JOIN_MILLIS = 500;

    private final Bulks bulks;
    private final Spool spool;
    private final RejectedFile rejected;
    private final Settlement settlement;
    private final ServerState state;
    private final SpoolRoom room;
    private final AnalyticsMetrics metrics;
    private final Ticker ticker;
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private final List<Thread> senders = new ArrayList<>();
    private boolean isStopping;

    Delivery(
            Bulks bulks,
            Spool spool,
            RejectedFile rejected,
            Settlement settlement,
            ServerState state,
            SpoolRoom room,
            AnalyticsMetrics metrics,
            Ticker ticker) {
        this.bulks = bulks;
        this.spool = spool;
        this.rejected = rejected;
        this.settlement = settlement;
        this.state = state;
        this.room = room;
        this.metrics = metrics;
        this.ticker = ticker;
    }

    void start(int concurrency) {
        for (int i = 0; i < concurrency; i++) {
            Thread sender = new Thread(this::run, "weir-analytics-send-" + i);
            sender.setDaemon(true);
            senders.add(sender);
            sender.start();
        }
    }

    /** Takes a batch; blocks on the disk at most. */
    void submit(Batch batch) {
        settlement.opened(batch);
        if (batch.entries().isEmpty()) {
            settlement.settled(batch);
            return;
        }
        if (!state.isUp()) {
            spool(batch);
            return;
        }
        Batch pushedOut = null;
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                pushedOut = waiting.removeFirst();
            }
            waiting.addLast(batch);
            waiting.notify();
        }
        if (pushedOut != null) {
            spool(pushedOut);
        }
    }

    /** How many batches wait for a sender. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Writes down what is due and not acknowledged. */
    void tend(long now) {
        for (Batch batch : settlement.unsettled()) {
            if (batch.isDue(now) || !state.isUp()) {
                spool(batch);
            }
        }
    }

    /** Gives what is under way a while, spools the rest, and ends. */
    void stop(long millis) throws InterruptedException {
        settlement.await(millis, ticker);
        synchronized (waiting) {
            isStopping = true;
            waiting.notifyAll();
        }
        for (Batch batch : settlement.unsettled()) {
            conclude(batch, null);
        }
        for (Thread sender : senders) {
            sender.interrupt();
        }
        for (Thread sender : senders) {
            sender.join(JOIN_MILLIS);
        }
    }

    private void run() {
        try {
            Batch next = take();
            while (next != null) {
                send(next);
                next = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Batch take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !isStopping) {
                waiting.wait();
            }
            return isStopping ? null : waiting.removeFirst();
        }
    }

    private void send(Batch batch) throws InterruptedException {
        synchronized (batch) {
            if (batch.isOver) {
                return;
            }
            batch.isSent = true;
        }
        try {
            choose(batch);
            long start = ticker.nanos();
            List<Answer> answers = bulks.send(batch.entries().stream()
                    .map(entry -> entry.in(indexOf(batch, entry)))
                    .toList());
            metrics.bulks.record(ticker.nanos() - start, TimeUnit.NANOSECONDS);
            state.up();
            conclude(batch, answers);
        } catch (AnalyticsUnavailableException e) {
            state.away(String.valueOf(e.getMessage()));
            conclude(batch, null);
        } catch (IOException e) {
            log.debug("a choice of index cannot be noted: {}", e.toString());
            conclude(batch, null);
        } catch (InterruptedException e) {
            conclude(batch, null);
            throw e;
        } catch (RuntimeException e) {
            log.error("a bulk of {} documents failed", batch.entries().size(), e);
            conclude(batch, null);
        }
    }

    private static String indexOf(Batch batch, Entry entry) {
        synchronized (batch) {
            return Objects.requireNonNull(batch.indices.get(entry.family()));
        }
    }

    /** Once and for all, and on record before anything is sent, where the batch is in the spool already. */
    private void choose(Batch batch) throws AnalyticsUnavailableException, InterruptedException, IOException {
        Map<Family, String> chosen = new EnumMap<>(Family.class);
        for (Entry entry : batch.entries()) {
            if (!chosen.containsKey(entry.family())) {
                chosen.put(entry.family(), bulks.writeIndex(entry.family()));
            }
        }
        synchronized (batch) {
            if (batch.tickets != null) {
                for (Map.Entry<Family, String> choice : chosen.entrySet()) {
                    spool.choose(batch.tickets, choice.getKey(), choice.getValue());
                }
            }
            batch.indices = chosen;
        }
    }

    /** Writes a batch down; where it is under way, its answer may still take that back. */
    private void spool(Batch batch) {
        synchronized (batch) {
            if (batch.isOver || batch.tickets != null) {
                return;
            }
            if (!batch.isSent) {
                conclude(batch, null);
                return;
            }
            Appended appended = spool.append(batch.entries(), batch.indices, true);
            batch.tickets = appended.tickets();
            countSpooled(batch.entries(), appended);
            if (appended.refusal() == null) {
                settlement.settled(batch);
            }
        }
    }

    /** The end of a batch: answered, or given up; null for no answers. */
    private void conclude(Batch batch, @Nullable List<Answer> answers) {
        synchronized (batch) {
            if (batch.isOver) {
                return;
            }
            batch.isOver = true;
            synchronized (waiting) {
                waiting.remove(batch);
            }
            List<Entry> left = new ArrayList<>();
            List<Ticket> done = new ArrayList<>();
            List<Ticket> tickets = batch.tickets == null ? List.of() : batch.tickets;
            for (int i = 0; i < batch.entries().size(); i++) {
                Entry entry = batch.entries().get(i);
                if (isDone(batch, entry, answers == null ? UNANSWERED : answers.get(i))) {
                    if (i < tickets.size()) {
                        done.add(tickets.get(i));
                    }
                } else if (i >= tickets.size()) {
                    left.add(entry);
                }
            }
            spool.ack(done);
            spool.release(tickets);
            keep(batch, left);
            settlement.settled(batch);
        }
    }

    private boolean isDone(Batch batch, Entry entry, Answer answer) {
        switch (answer.outcome()) {
            case ACKNOWLEDGED -> {
                metrics.acknowledged(entry.family());
                return true;
            }
            case REJECTED -> {
                metrics.dropped(entry.family(), Loss.REJECTED);
                rejected.add(entry.family(), entry.in(indexOf(batch, entry)), answer.reason());
                return true;
            }
            case RETRY -> {
                return false;
            }
        }
        throw new IllegalStateException("outcome: " + answer.outcome());
    }

    private void keep(Batch batch, List<Entry> left) {
        if (left.isEmpty()) {
            return;
        }
        Appended appended = spool.append(left, batch.indices, false);
        countSpooled(left, appended);
        Loss refusal = appended.refusal();
        if (refusal == null) {
            room.found();
            return;
        }
        List<Entry> lost = left.subList(appended.tickets().size(), left.size());
        lost.forEach(entry -> metrics.dropped(entry.family(), refusal));
        room.lost(lost.size(), refusal, appended.words());
    }

    private void countSpooled(List<Entry> entries, Appended appended) {
        entries.subList(0, appended.tickets().size()).forEach(entry -> metrics.spooled(entry.family()));
    }
}
