package io.weir.analytics;

import java.util.List;

/** Where documents end up: the analytics server. Blocking; any thread, several at once. */
public interface RecordStore extends AutoCloseable {

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

    /**
     * How many transaction documents of one process run are there, of those with a {@code seq} from one number to another, both included.
     * Sees all that was acknowledged before it was asked.
     */
    long count(String run, long from, long to) throws AnalyticsUnavailableException, InterruptedException;

    /** Gives connections back; what is under way fails. */
    @Override
    default void close() {}
}
