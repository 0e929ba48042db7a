package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.Document;
import io.weir.analytics.Family;
import io.weir.analytics.SpooledIndices;
import io.weir.memory.InMemorySpooledIndices;
import io.weir.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndexRetentionIT {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    @RegisterExtension
    static final EmbeddedElasticsearchExtension elastic = new EmbeddedElasticsearchExtension();

    private final SpooledIndices spooled = new InMemorySpooledIndices();
    private ElasticCluster cluster;
    private IndexRetention.InUse parts;
    private ElasticRecordStore store;

    @BeforeEach
    void open() throws Exception {
        elastic.clear();
        cluster = new ElasticCluster(elastic.settings());
        IndexTemplates templates = new IndexTemplates(cluster);
        IndexSetup setup = new IndexSetup(cluster, templates);
        parts = new IndexRetention.InUse(cluster, templates, setup);
        store = new ElasticRecordStore(cluster, new IndexDirectory(setup, Ticker.system()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void writeAndRollOver(Instant time) throws Exception {
        String index = new IndexDirectory(parts.setup(), Ticker.system()).writeIndex(Family.AUDIT);
        String source = "{\"@timestamp\":\"" + time + "\"}";
        store.bulk(List.of(new Document("d-" + time, index, source.getBytes(StandardCharsets.UTF_8))));
        cluster.ask(ElasticRequest.post("/" + index + "/_refresh"));
        cluster.ask(ElasticRequest.post("/weir-audit/_rollover"));
    }

    private void runAt(Instant now) throws Exception {
        new IndexRetention(() -> Optional.of(parts), () -> spooled, InstantSource.fixed(now)).once(parts, () -> true);
    }

    private Set<String> indices() throws Exception {
        return parts.setup().look().members().keySet().stream()
                .filter(index -> index.startsWith("weir-audit-"))
                .collect(Collectors.toSet());
    }

    @Test
    void deletesWhatIsWhollyTooOldAndNothingElse() throws Exception {
        writeAndRollOver(NOW.minus(Duration.ofDays(31)));
        writeAndRollOver(NOW.minus(Duration.ofDays(29)));

        runAt(NOW);

        assertThat(indices()).containsExactlyInAnyOrder("weir-audit-000002", "weir-audit-000003");
    }

    @Test
    void neverDeletesWhatIsWrittenTo() throws Exception {
        writeAndRollOver(NOW.minus(Duration.ofDays(40)));

        runAt(NOW.plus(Duration.ofDays(3650)));

        assertThat(indices()).containsExactly("weir-audit-000002");
    }

    @Test
    void sparesWhatASpoolStillNames() throws Exception {
        writeAndRollOver(NOW.minus(Duration.ofDays(31)));
        spooled.tell("n-1", Set.of("weir-audit-000001"));

        runAt(NOW);
        assertThat(indices()).contains("weir-audit-000001");

        spooled.tell("n-1", Set.of());
        runAt(NOW);
        assertThat(indices()).doesNotContain("weir-audit-000001");
    }

    @Test
    void deletesAnEmptyIndexOnceItIsTooOld() throws Exception {
        store.writeIndex(Family.AUDIT);
        cluster.ask(ElasticRequest.post("/weir-audit/_rollover"));

        runAt(Instant.now());
        assertThat(indices()).hasSize(2);

        runAt(Instant.now().plus(Duration.ofDays(31)));
        assertThat(indices()).containsExactly("weir-audit-000002");
    }

    @Test
    void makesWhatIsMissing() throws Exception {
        runAt(NOW);

        IndexLayout layout = parts.setup().look();
        for (Family family : Family.values()) {
            assertThat(layout.writeIndex(family)).isEqualTo(family.alias() + "-000001");
        }
    }

    @Test
    void stopsWhereTheLeaseIsLost() throws Exception {
        writeAndRollOver(NOW.minus(Duration.ofDays(31)));

        new IndexRetention(() -> Optional.of(parts), () -> spooled, InstantSource.fixed(NOW)).once(parts, () -> false);

        assertThat(indices()).hasSize(2);
    }
}
