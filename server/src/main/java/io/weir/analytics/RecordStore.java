package io.weir.analytics;

import java.util.List;

/** Where documents end up: the analytics server. Blocking; any thread, several at once. */
public interface RecordStore {

    /**
     * The concrete index that a family's new documents go to now. Answers from memory for a few seconds; makes templates, the first index
     * and its alias where they are missing.
     *
     * @throws AnalyticsUnavailableException where that had to be asked and nobody answered
     */
    String writeIndex(Family family) throws AnalyticsUnavailableException, InterruptedException;

    /**
     * Creates documents, each in its index; those that are there already count as acknowledged. An index that is missing is made again.
     *
     * @throws AnalyticsUnavailableException where there was no answer for the bulk as a whole: any part of it may have been carried out
     */
    BulkResult bulk(List<Document> documents) throws AnalyticsUnavailableException, InterruptedException;
}
