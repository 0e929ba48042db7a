package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerTextsTest {
    private static final Path LOGS = Path.of("/srv/it's/logs");

    @Test
    void writesNothingBesideItsLog() {
        assertThat(ServerTexts.vmOptions(List.of(
                        "-XX:+UseG1GC", "17-:-Xlog:gc*:file=logs/gc.log", "-XX:ErrorFile=x", "-XX:HeapDumpPath=x")))
                .containsExactly("-XX:+UseG1GC");
        assertThat(ServerTexts.heap(2048, LOGS).lines())
                .contains("-Xms2048m", "-Xmx2048m", "-XX:ErrorFile=/srv/it's/logs/hs_err_pid%p.log");
        assertThat(ServerTexts.logging(LOGS)).contains("fileName = /srv/it's/logs/elasticsearch.log");
    }

    @Test
    void quotesForYaml() {
        assertThat(ServerTexts.quoted("it's")).isEqualTo("'it''s'");
    }
}
