package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedFileTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheLastFewMegabytes() throws IOException {
        RejectedFile rejected = new RejectedFile(folder);
        byte[] source = ("{\"text\":\"" + "x".repeat(500_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 50; i++) {
            rejected.add(Family.AUDIT, new Document("id-" + i, "weir-audit-000001", source), "no such field");
        }

        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSize(RejectedFile.FILES);
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(RejectedFile.MAX_BYTES);
        }
        assertThat(files.stream().filter(file -> holds(file, "id-49"))).hasSize(1);
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
