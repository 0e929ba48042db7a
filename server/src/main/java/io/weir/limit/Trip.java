package io.weir.limit;

import java.util.List;

/**
 * One round trip to the shared counters: first what this node granted alone, then what is asked.
 *
 * @param takes not empty together with {@code reports}
 * @param notAfterMillis the store's clock; what it comes to later charges nothing
 * @param deadline until when answers are waited for
 */
public record Trip(List<LocalReport> reports, List<Take> takes, long notAfterMillis, TripDeadline deadline) {}
