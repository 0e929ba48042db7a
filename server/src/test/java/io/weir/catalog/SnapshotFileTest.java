package io.weir.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import io.weir.time.Ticker;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

    private @TempDir Path directory;
    private Path path;
    private SnapshotFile file;

    @BeforeEach
    void make() {
        path = directory.resolve("catalog.snapshot");
        file = new SnapshotFile(path, "weir", "redis:6379/0");
    }

    @Test
    void givesBackWhatWasWritten() throws Exception {
        Catalog catalog = catalog(7);

        file.write(catalog);
        SnapshotFile.Kept kept = file.read();

        assertThat(kept.catalog().position()).isEqualTo(catalog.position());
        assertThat(kept.catalog().digest()).isEqualTo(catalog.digest());
        assertThat(kept.isSameStore()).isTrue();
        for (Kind kind : Kind.values()) {
            assertThat(kept.catalog().all(kind)).containsExactlyInAnyOrderElementsOf(catalog.all(kind));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    /** Written by a node of commit d19f8a5. */
    @Test
    void readsWhatAnEarlierVersionWrote() throws Exception {
        try (InputStream fixture = requireNonNull(Kind.class.getResourceAsStream("0.1-first/catalog.snapshot"))) {
            Files.copy(fixture, path);
        }

        Catalog catalog = file.read().catalog();

        assertThat(catalog.revision()).isEqualTo(9);
        for (Kind kind : Kind.values()) {
            assertThat(catalog.all(kind)).as(kind.label()).hasSize(1);
        }
        assertThat(path).exists();
    }

    @Test
    void readsNothingOfALaterFormatAndKeepsItAside() throws Exception {
        file.write(catalog(7));
        String later = Files.readString(path).replaceFirst("\"format\":1", "\"format\":2");
        Files.writeString(path, later);

        assertThat(file.read().catalog().position()).isNull();

        assertThat(directory.resolve("catalog.snapshot.damaged")).hasContent(later);
    }

    @Test
    void knowsThatTheConfigurationNamesAnotherStoreSince() throws Exception {
        file.write(catalog(7));

        SnapshotFile elsewhere = new SnapshotFile(path, "weir", "other:6379/0");

        assertThat(elsewhere.read().isSameStore()).isFalse();
        assertThat(elsewhere.read().catalog().revision()).isEqualTo(7);
    }

    @Test
    void takesNothingFromADamagedFileWhereverItIsDamaged() throws Exception {
        file.write(catalog(7));
        byte[] whole = Files.readAllBytes(path);

        for (int at = 0; at < whole.length; at += 31) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(path, flipped);
            assertThat(file.read().catalog().position()).as("flipped at %s", at).isNull();
            assertThat(Files.exists(path)).isFalse();

            Files.write(path, Arrays.copyOf(whole, at));
            assertThat(file.read().catalog().position()).as("cut at %s", at).isNull();
        }
        assertThat(Files.exists(directory.resolve("catalog.snapshot.damaged"))).isTrue();
    }

    @Test
    void takesNothingFromAnotherCluster() throws Exception {
        file.write(catalog(7));

        assertThat(new SnapshotFile(path, "other", "redis:6379/0")
                        .read()
                        .catalog()
                        .position())
                .isNull();

        assertThat(Files.exists(directory.resolve("catalog.snapshot.foreign"))).isTrue();
    }

    @Test
    void aWriterWritesTheNewestAtTheEnd() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SnapshotWriter writer = new SnapshotWriter(file, Duration.ofHours(1), Ticker.system(), meters);
        writer.start();

        writer.catalogChanged(Catalog.empty(), catalog(1), List.of());
        await().atMost(Duration.ofSeconds(5)).until(() -> Files.exists(path));
        for (int revision = 2; revision <= 50; revision++) {
            writer.catalogChanged(Catalog.empty(), catalog(revision), List.of());
        }
        writer.stop();

        assertThat(file.read().catalog().revision()).isEqualTo(50);
        assertThat(meters.get("weir.snapshot.writes").timer().count()).isEqualTo(2);
    }

    @Test
    void aWriterTriesAgainWhatCouldNotBeWritten() throws Exception {
        Path later = directory.resolve("later");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SnapshotFile unwritable = new SnapshotFile(later.resolve("catalog.snapshot"), "weir", "redis:6379/0");
        SnapshotWriter writer = new SnapshotWriter(unwritable, Duration.ofMillis(1), Ticker.system(), meters);
        writer.start();
        writer.catalogChanged(Catalog.empty(), catalog(3), List.of());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> meters.get("weir.snapshot.failures").counter().count() > 1);

        Files.createDirectory(later);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> unwritable.read().catalog().revision() == 3);
        writer.stop();
    }

    private static Catalog catalog(long revision) {
        List<Change> changes = Samples.oneOfEach().stream()
                .map(definition -> new Change(
                        definition.kind(),
                        definition.id(),
                        new Stored<>(definition, 3, revision, NOW, NOW.plusMillis(1), "alice\nü")))
                .toList();
        return Catalog.empty().with(new Position("epoch", revision, "token"), changes);
    }
}
