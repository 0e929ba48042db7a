package io.weir.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An analytics server in memory, which can be away, hang, be busy, and refuse. */
public final class InMemoryRecordStore implements RecordStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Documents by index and id. */
    public final Map<String, Document> documents = new ConcurrentHashMap<>();

    public final AtomicInteger bulks = new AtomicInteger();
    /** Documents that were there already. */
    public final AtomicInteger repeated = new AtomicInteger();

    public final AtomicInteger inFlight = new AtomicInteger();
    public final AtomicInteger mostInFlight = new AtomicInteger();
    public volatile boolean isAway;
    public volatile boolean losesAnswers;
    public volatile int generation = 1;
    public volatile Predicate<Document> isBusyWith = document -> false;
    public volatile Predicate<Document> refuses = document -> false;
    public volatile @Nullable CountDownLatch hangsUntil;

    @Override
    public String writeIndex(Family family) throws AnalyticsUnavailableException {
        if (isAway) {
            throw new AnalyticsUnavailableException("away");
        }
        return family.alias() + "-00000" + generation;
    }

    @Override
    public BulkResult bulk(List<Document> sent) throws AnalyticsUnavailableException, InterruptedException {
        bulks.incrementAndGet();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            CountDownLatch latch = hangsUntil;
            if (latch != null) {
                latch.await();
            }
            if (isAway) {
                throw new AnalyticsUnavailableException("away");
            }
            List<Answer> answers = new ArrayList<>();
            sent.forEach(document -> answers.add(take(document)));
            if (losesAnswers) {
                throw new AnalyticsUnavailableException("the answer is lost");
            }
            return new BulkResult(answers);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private Answer take(Document document) {
        if (document.index().isEmpty()) {
            throw new AssertionError("document " + document.id() + " has no index");
        }
        if (isBusyWith.test(document)) {
            return new Answer(Outcome.RETRY, "busy");
        }
        if (refuses.test(document)) {
            return new Answer(Outcome.REJECTED, "mapper_parsing_exception");
        }
        if (documents.putIfAbsent(document.index() + "/" + document.id(), document) != null) {
            repeated.incrementAndGet();
        }
        return Answer.ACKNOWLEDGED;
    }

    @Override
    public long count(String run, long from, long to) throws AnalyticsUnavailableException {
        if (isAway) {
            throw new AnalyticsUnavailableException("away");
        }
        return of(Family.TRANSACTIONS).stream()
                .filter(record -> record.path("run").asText().equals(run))
                .filter(record -> record.path("seq").asLong() >= from
                        && record.path("seq").asLong() <= to)
                .count();
    }

    /** All documents of a family, as JSON. */
    public List<JsonNode> of(Family family) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(family.alias() + "-0"))
                .map(entry -> parse(entry.getValue().source()))
                .toList();
    }

    static JsonNode parse(byte[] source) {
        try {
            return JSON.readTree(source);
        } catch (IOException e) {
            throw new AssertionError(new String(source, java.nio.charset.StandardCharsets.UTF_8), e);
        }
    }
}
