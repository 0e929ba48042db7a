package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.config.NodeConfig;
import io.weir.event.EventType;
import io.weir.event.Occurrence;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsPipelineTest {
    private static final Duration FLUSH = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final InMemoryRecordStore store = new InMemoryRecordStore();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Occurrence> events = new CopyOnWriteArrayList<>();
    private AnalyticsPipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        pipeline = pipeline(folder);
        pipeline.apply(settings(1 << 30), store);
    }

    @AfterEach
    void stop() throws InterruptedException {
        CountDownLatch hanging = store.hangsUntil;
        if (hanging != null) {
            hanging.countDown();
        }
        pipeline.stop();
    }

    @Test
    void deliversEachRecordOnceUnderItsSequence() {
        record(2500);

        awaitTransactions(2500);
        assertThat(store.of(Family.TRANSACTIONS))
                .extracting(json -> json.path("seq").asInt())
                .doesNotHaveDuplicates();
        assertThat(store.repeated).hasValue(0);
        assertThat(store.mostInFlight.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void keepsOnDiskWhatAServerThatIsAwayDoesNotTakeAndDeliversItLater() {
        store.isAway = true;
        record(300);
        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") > 300 * 300);
        assertThat(gauge("weir.analytics.up")).isZero();

        store.isAway = false;

        awaitTransactions(300);
        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
        assertThat(gauge("weir.analytics.up")).isEqualTo(1);
        assertThat(store.repeated).hasValue(0);
    }

    @Test
    void keepsOnDiskWithinAnIntervalWhatIsNotAnsweredAndTakesItBackWithTheAnswer() {
        store.hangsUntil = new CountDownLatch(1);
        record(50);
        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") > 50 * 300);

        store.hangsUntil.countDown();

        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
        awaitTransactions(50);
        assertThat(store.repeated).hasValue(0);
    }

    @Test
    void sendsAgainWhatAServerHasTakenWithoutSayingSoToTheSameIndex() {
        store.losesAnswers = true;
        record(20);
        awaitTransactions(20);

        store.generation = 2;
        store.losesAnswers = false;

        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
        assertThat(store.of(Family.TRANSACTIONS)).hasSize(20);
    }

    @Test
    void triesAgainWhatTheServerIsTooBusyFor() {
        store.isBusyWith = document -> document.id().endsWith("5");
        record(100);
        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") > 0);

        store.isBusyWith = document -> false;

        awaitTransactions(100);
        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
    }

    @Test
    void putsAsideWhatTheServerRefusesAndDeliversTheRest() throws IOException {
        store.refuses = document -> text(document).contains("\"r-7\"");
        record(20);

        awaitTransactions(19);
        await().atMost(PATIENCE).until(() -> lost(Loss.REJECTED) == 1);
        JsonNode aside = InMemoryRecordStore.parse(Files.readAllBytes(folder.resolve("rejected-000.ndjson")));
        assertThat(aside.path("reason").asText()).isEqualTo("mapper_parsing_exception");
        assertThat(InMemoryRecordStore.parse(aside.path("source").asText().getBytes(StandardCharsets.UTF_8))
                        .path("requestId")
                        .asText())
                .isEqualTo("r-7");
    }

    @Test
    void countsWhatTheSpoolHasNoRoomFor() throws Exception {
        store.isAway = true;
        pipeline.apply(settings(100 << 10), store);
        record(1000);

        await().atMost(PATIENCE).until(() -> lost(Loss.SPOOL_FULL) > 0);
        store.isAway = false;

        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
        await().atMost(PATIENCE).until(() -> store.of(Family.TRANSACTIONS).size() + lost(Loss.SPOOL_FULL) == 1000);
    }

    @Test
    void leavesNothingBehindWhenItStops() throws Exception {
        record(700);

        pipeline.stop();

        assertThat(store.of(Family.TRANSACTIONS)).hasSize(700);
        assertThat(files()).isEmpty();
    }

    @Test
    void stopsInTimeWhereTheServerHangsAndDeliversAfterTheNextStart() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        store.hangsUntil = forever;
        record(70);
        long before = System.nanoTime();
        pipeline.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));

        store.hangsUntil = null;
        forever.countDown();
        pipeline = pipeline(folder);
        pipeline.apply(settings(1 << 30), store);

        awaitTransactions(70);
        await().atMost(PATIENCE).until(() -> gauge("weir.analytics.spool.bytes") == 0);
        assertThat(events).isEmpty();
    }

    @Test
    void tellsWhichRecordsOfAKilledRunAreMissing() throws Exception {
        record(40);
        awaitTransactions(40);
        CountDownLatch forever = new CountDownLatch(1);
        store.hangsUntil = forever;
        record(10);
        // A process that dies here has neither sent nor kept the last ones; five more than it could tell the index got.
        Path copy = Files.createTempDirectory("killed");
        copyCounters(copy);

        AnalyticsPipeline next = pipeline(copy);
        InMemoryRecordStore healthy = new InMemoryRecordStore();
        healthy.documents.putAll(store.documents);
        next.apply(settings(1 << 30), healthy);

        await().atMost(PATIENCE).until(() -> !events.isEmpty());
        assertThat(events.get(0).type()).isEqualTo(EventType.ANALYTICS_GAP);
        assertThat(events.get(0).details()).containsEntry("missing", "41-50").containsEntry("records", "10");
        next.stop();
        try (Stream<Path> left = Files.list(copy)) {
            assertThat(left.filter(file -> file.toString().endsWith(".counters")))
                    .isEmpty();
        }
    }

    @Test
    void goesOnWithAnotherServerWithoutLosingAny() throws Exception {
        InMemoryRecordStore other = new InMemoryRecordStore();
        record(500);
        pipeline.apply(settings(1 << 30), other);
        record(500);

        await().atMost(PATIENCE)
                .until(() -> store.of(Family.TRANSACTIONS).size()
                                + other.of(Family.TRANSACTIONS).size()
                        == 1000);
    }

    @Test
    void forgetsNothingThatIsToldBesides() {
        for (int i = 0; i < 100; i++) {
            pipeline.tell(Note.of(Family.AUDIT).with("operation", "putApi").with("status", 200));
        }
        pipeline.tell(Note.of(Family.LIFECYCLE).with("id", "shop").once("e-api-shop-1"));
        pipeline.tell(Note.of(Family.LIFECYCLE).with("id", "shop").once("e-api-shop-1"));

        await().atMost(PATIENCE).until(() -> store.of(Family.AUDIT).size() == 100);
        await().atMost(PATIENCE).until(() -> store.of(Family.LIFECYCLE).size() == 1);
    }

    @Test
    void sendsTheSumsOfTheMinuteWhenItStops() throws Exception {
        record(5);
        pipeline.stop();

        JsonNode minute = store.of(Family.METRICS).stream()
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(store.of(Family.METRICS).stream()
                        .mapToInt(json -> json.path("count").asInt())
                        .sum())
                .isEqualTo(5);
        assertThat(minute.path("statusClass").asText()).isEqualTo("2xx");
        assertThat(minute.path("latency").path("18").asInt()).isPositive();
    }

    @Test
    void sendsSumsBeforeTheMinuteIsOver() {
        record(5);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> store.of(Family.METRICS).stream()
                                .mapToInt(json -> json.path("count").asInt())
                                .sum()
                        == 5);
    }

    @Test
    void takesNothingWhileItIsOff() throws Exception {
        pipeline.apply(NodeConfig.defaults().analytics(), null);
        record(10);

        assertThat(pipeline.isOn()).isFalse();
        assertThat(gauge("weir.analytics.queue")).isZero();
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            pipeline.record(Records.ok(i));
        }
    }

    private void awaitTransactions(int count) {
        await().atMost(PATIENCE).until(() -> store.of(Family.TRANSACTIONS).size() == count);
    }

    private static String text(Document document) {
        return new String(document.source(), StandardCharsets.UTF_8);
    }

    private double gauge(String name) {
        return meters.get(name).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private double lost(Loss reason) {
        return meters.get("weir.analytics.dropped")
                .tags("reason", reason.label(), "family", "transactions")
                .counter()
                .count();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void copyCounters(Path to) throws IOException {
        for (Path file : files()) {
            if (file.toString().endsWith(".counters")) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private AnalyticsPipeline pipeline(Path at) {
        meters = new SimpleMeterRegistry();
        return new AnalyticsPipeline(new AnalyticsPipeline.Surroundings(
                at, "n-1", events::add, () -> null, InstantSource.system(), Ticker.system(), new Random(), meters));
    }

    private static NodeConfig.Analytics settings(long spoolLimit) {
        NodeConfig.Analytics defaults = NodeConfig.defaults().analytics();
        return new NodeConfig.Analytics(
                true,
                defaults.mode(),
                defaults.clusterName(),
                defaults.username(),
                defaults.password(),
                defaults.apiKey(),
                defaults.tls(),
                defaults.truststore(),
                defaults.truststorePassword(),
                FLUSH,
                defaults.maxActionsPerBulk(),
                defaults.maxConcurrentBulk(),
                defaults.sniff(),
                defaults.retention(),
                spoolLimit,
                defaults.replicas(),
                defaults.heap(),
                defaults.addresses());
    }
}
