package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import io.weir.analytics.Document;
import io.weir.analytics.Family;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ElasticRecordStoreIT {
    @RegisterExtension
    static final EmbeddedElasticsearchExtension elastic = new EmbeddedElasticsearchExtension();

    private ElasticCluster cluster;
    private ElasticRecordStore store;

    @BeforeEach
    void open() throws Exception {
        elastic.clear();
        cluster = new ElasticCluster(elastic.settings());
        store = store(cluster);
    }

    private static ElasticRecordStore store(ElasticCluster cluster) {
        IndexSetup setup = new IndexSetup(cluster, new IndexTemplates(cluster));
        return new ElasticRecordStore(cluster, new IndexDirectory(setup, Ticker.system()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Document document(String index, String id, String source) {
        return new Document(id, index, source.getBytes(StandardCharsets.UTF_8));
    }

    private static Document transaction(String index, int seq) {
        return document(
                index,
                "r1-" + seq,
                "{\"@timestamp\":\"2026-11-29T00:00:00.000Z\",\"run\":\"r1\",\"seq\":" + seq
                        + ",\"clientIp\":\"10.0.0.1\"}");
    }

    @Test
    void keepsADocumentOnceHoweverOftenItIsSent() throws Exception {
        String index = store.writeIndex(Family.TRANSACTIONS);
        List<Document> documents = IntStream.rangeClosed(1, 100)
                .mapToObj(seq -> transaction(index, seq))
                .toList();

        List<Answer> first = store.bulk(documents).answers();
        List<Answer> second = store.bulk(documents).answers();

        assertThat(index).isEqualTo("weir-transactions-000001");
        assertThat(first).hasSize(100).containsOnly(Answer.ACKNOWLEDGED);
        assertThat(second).hasSize(100).containsOnly(Answer.ACKNOWLEDGED);
        assertThat(store.count("r1", 1, 1000)).isEqualTo(100);
        assertThat(store.count("r1", 91, 1000)).isEqualTo(10);
        assertThat(store.count("r2", 1, 1000)).isZero();
    }

    @Test
    void tellsWhichDocumentIsRefusedAndWhy() throws Exception {
        String index = store.writeIndex(Family.TRANSACTIONS);

        List<Answer> answers = store.bulk(List.of(
                        transaction(index, 1),
                        document(index, "bad", "{\"@timestamp\":\"yesterday\"}"),
                        transaction(index, 2)))
                .answers();

        assertThat(answers)
                .extracting(Answer::outcome)
                .containsExactly(Outcome.ACKNOWLEDGED, Outcome.REJECTED, Outcome.ACKNOWLEDGED);
        assertThat(answers.get(1).reason()).contains("400").contains("@timestamp");
    }

    @Test
    void makesAnIndexAgainThatWasDeletedWhileDocumentsForItWereKept() throws Exception {
        store.writeIndex(Family.TRANSACTIONS);
        cluster.ask(ElasticRequest.post("/weir-transactions/_rollover"));
        cluster.ask(ElasticRequest.delete("/weir-transactions-000001"));
        ElasticRecordStore later = store(cluster);

        List<Answer> answers =
                later.bulk(List.of(transaction("weir-transactions-000001", 7))).answers();

        assertThat(answers).containsOnly(Answer.ACKNOWLEDGED);
        assertThat(later.writeIndex(Family.TRANSACTIONS)).isEqualTo("weir-transactions-000002");
        assertThat(later.count("r1", 7, 7)).isEqualTo(1);
    }

    @Test
    void makesAllIndicesAgainThatAreDeletedWhileItRuns() throws Exception {
        String index = store.writeIndex(Family.TRANSACTIONS);
        store.bulk(List.of(transaction(index, 1)));
        elastic.clear();

        Answer first = store.bulk(List.of(transaction(index, 2))).answers().get(0);
        Answer second = store.bulk(List.of(transaction(index, 2))).answers().get(0);

        assertThat(first.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(second.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(store.writeIndex(Family.TRANSACTIONS)).isEqualTo(index);
        assertThat(cluster.ask(ElasticRequest.get("/" + index + "/_mapping")).toString())
                .contains("\"dynamic\":\"false\"");
    }

    @Test
    void hasAnIndexForEachFamilyWhoseFieldsItKnows() throws Exception {
        for (Family family : Family.values()) {
            String index = store.writeIndex(family);
            List<Answer> answers = store.bulk(List.of(document(
                            index,
                            "x",
                            "{\"@timestamp\":\"2026-11-29T00:00:00.000Z\",\"node\":\"n\",\"unheardOf\":{\"a\":1}}")))
                    .answers();
            assertThat(answers).as(family.label()).containsOnly(Answer.ACKNOWLEDGED);
        }
    }

    @Test
    void sendsMoreThanTheServerTakesAtOnceInParts() throws Exception {
        String index = store.writeIndex(Family.TRANSACTIONS);
        String body = "x".repeat(900_000);
        List<Document> documents = IntStream.range(0, 30)
                .mapToObj(i -> document(
                        index,
                        "big-" + i,
                        "{\"@timestamp\":\"2026-11-29T00:00:00.000Z\",\"requestBody\":\"" + body + "\"}"))
                .toList();

        assertThat(store.bulk(documents).answers()).hasSize(30).containsOnly(Answer.ACKNOWLEDGED);
    }

    @Test
    void refusesAClusterOfAnotherNameAndNamesBoth() {
        NodeConfig.Analytics settings = elastic.settings();
        try (ElasticRecordStore other = store(new ElasticCluster(EmbeddedElasticsearchExtension.with(
                settings, settings.mode(), settings.addresses(), "somebody-elses")))) {
            assertThatThrownBy(() -> other.writeIndex(Family.TRANSACTIONS))
                    .isInstanceOf(AnalyticsUnavailableException.class)
                    .hasMessageContaining("weir-tests")
                    .hasMessageContaining("somebody-elses");
        }
    }

    @Test
    void goesOnWithTheNextServerWhereOneIsAway() throws Exception {
        NodeConfig.Analytics settings = elastic.settings();
        List<Address> addresses =
                List.of(new Address("127.0.0.1", 1), settings.addresses().get(0));
        try (ElasticRecordStore both = store(new ElasticCluster(
                EmbeddedElasticsearchExtension.with(settings, settings.mode(), addresses, settings.clusterName())))) {
            for (int i = 0; i < 4; i++) {
                assertThat(both.writeIndex(Family.ERRORS)).isEqualTo("weir-errors-000001");
                both.count("r1", 1, 2);
            }
        }
    }

    @Test
    void saysWhereNobodyListens() {
        NodeConfig.Analytics settings = elastic.settings();
        try (ElasticRecordStore nobody = store(new ElasticCluster(EmbeddedElasticsearchExtension.with(
                settings, settings.mode(), List.of(new Address("127.0.0.1", 1)), settings.clusterName())))) {
            assertThatThrownBy(() -> nobody.writeIndex(Family.TRANSACTIONS))
                    .isInstanceOf(AnalyticsUnavailableException.class)
                    .hasMessageContaining("nothing listens");
        }
    }
}
