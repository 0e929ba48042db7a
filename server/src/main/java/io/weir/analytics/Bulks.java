package io.weir.analytics;

import io.weir.analytics.BulkResult.Answer;
import java.util.List;
import java.util.concurrent.Semaphore;

/** The way to the analytics server: no more bulks at once than allowed, whoever sends them. Blocking; any thread. */
final class Bulks {
    private final RecordStore store;
    private final Semaphore slots;

    Bulks(RecordStore store, int concurrency) {
        this.store = store;
        this.slots = new Semaphore(concurrency, true);
    }

    RecordStore store() {
        return store;
    }

    String writeIndex(Family family) throws AnalyticsUnavailableException, InterruptedException {
        return store.writeIndex(family);
    }

    /** As many answers as documents. */
    List<Answer> send(List<Document> documents) throws AnalyticsUnavailableException, InterruptedException {
        slots.acquire();
        try {
            List<Answer> answers = store.bulk(documents).answers();
            if (answers.size() != documents.size()) {
                throw new AnalyticsUnavailableException(
                        "answers to a bulk: " + answers.size() + " (expected: " + documents.size() + ")");
            }
            return answers;
        } finally {
            slots.release();
        }
    }
}
