package io.weir.addons.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticsearchConfTest {
    private static final AnalyticsFiles FILES = new AnalyticsFiles(Path.of("/srv/it's"));

    @Test
    void electsNobodyButItselfWhereItIsTheFirst() {
        assertThat(yaml(List.of()))
                .contains(
                        "cluster.name: 'groot'",
                        "node.name: 'box-9301'",
                        "path.data: '/srv/it''s/data'",
                        "network.host: '127.0.0.1'",
                        "http.port: 9201",
                        "transport.port: 9301",
                        "discovery.seed_hosts: []",
                        "indices.requests.cache.size: 10%",
                        "cluster.initial_master_nodes: ['box-9301']");
    }

    @Test
    void joinsThoseThatAreThereWhereItIsNot() {
        assertThat(yaml(List.of("10.0.0.1:9300", "[fd00::2]:9300")))
                .contains("discovery.seed_hosts: ['10.0.0.1:9300', '[fd00::2]:9300']")
                .noneMatch(line -> line.contains("initial_master_nodes"));
    }

    private static List<String> yaml(List<String> seeds) {
        return ElasticsearchConf.yaml(settings(seeds), FILES, "box").lines().toList();
    }

    private static AnalyticsSettings settings(List<String> seeds) {
        return new AnalyticsSettings(9201, 9301, "127.0.0.1", "groot", seeds, "2g");
    }
}
