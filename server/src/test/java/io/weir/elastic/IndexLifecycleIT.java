package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.analytics.Family;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexLifecycleIT {
    private FakeElasticsearch fake;
    private ElasticCluster cluster;
    private IndexTemplates templates;

    @BeforeEach
    void open() throws Exception {
        fake = new FakeElasticsearch();
        fake.says("GET /_index_template/weir-*", 200, "{\"index_templates\":[]}");
        for (Family family : Family.values()) {
            fake.says("PUT /_ilm/policy/" + family.alias(), 200, "{\"acknowledged\":true}");
            fake.says("PUT /_index_template/" + family.alias(), 200, "{\"acknowledged\":true}");
        }
        cluster = new ElasticCluster(fake.settings());
        templates = new IndexTemplates(cluster);
    }

    @AfterEach
    void close() {
        cluster.close();
        fake.close();
    }

    private JsonNode last(String request) throws Exception {
        return ElasticAnswer.MAPPER.readTree(fake.lastBody(request));
    }

    @Test
    void leavesIndicesToAServerThatManagesThem() throws Exception {
        fake.says("GET /_ilm/status", 200, "{\"operation_mode\":\"RUNNING\"}");

        templates.ensure();

        assertThat(templates.hasLifecycle()).isTrue();
        JsonNode phases =
                last("PUT /_ilm/policy/weir-transactions").path("policy").path("phases");
        assertThat(phases.path("hot").path("actions").path("rollover").toString())
                .isEqualTo("{\"max_age\":\"1440m\",\"max_primary_shard_size\":\"25gb\"}");
        assertThat(phases.path("delete").path("min_age").asText()).isEqualTo("43200m");
        JsonNode settings =
                last("PUT /_index_template/weir-transactions").path("template").path("settings");
        assertThat(settings.path("index.lifecycle.name").asText()).isEqualTo("weir-transactions");
        assertThat(settings.path("index.lifecycle.rollover_alias").asText()).isEqualTo("weir-transactions");
    }

    @Test
    void managesIndicesItselfWhereTheServerDoesNot() throws Exception {
        fake.says("GET /_ilm/status", 200, "{\"operation_mode\":\"STOPPED\"}");

        templates.ensure();

        assertThat(templates.hasLifecycle()).isFalse();
        assertThat(fake.lastBody("PUT /_ilm/policy/weir-transactions")).isEmpty();
        assertThat(last("PUT /_index_template/weir-transactions").toString()).doesNotContain("lifecycle.name");
    }

    @Test
    void leavesANewerVersionsTemplatesAlone() throws Exception {
        fake.says("GET /_index_template/weir-*", 200, """
                {"index_templates":[{"name":"weir-audit","index_template":{"_meta":{"version":99}}}]}""");

        templates.ensure();

        assertThat(fake.lastBody("PUT /_index_template/weir-audit")).isEmpty();
        assertThat(fake.lastBody("PUT /_index_template/weir-errors")).isNotEmpty();
    }

    @Test
    void replacesATemplateThatIsOlder() throws Exception {
        fake.says("GET /_index_template/weir-*", 200, """
                {"index_templates":[{"name":"weir-audit","index_template":{"_meta":{"version":0}}}]}""");

        templates.ensure();

        assertThat(last("PUT /_index_template/weir-audit")
                        .path("_meta")
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }
}
