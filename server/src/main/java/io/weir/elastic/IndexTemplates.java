package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.query.Percentiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One template for each family: what its indices look like. A field that it does not know is kept and not searched, so nodes of several
 * versions can write side by side. Only a newer version's template replaces another version's. Blocks; any thread.
 */
final class IndexTemplates {
    private static final Logger log = LoggerFactory.getLogger(IndexTemplates.class);

    /** To be raised with each change of a mapping. */
    private static final int VERSION = 1;

    private static final int PRIORITY = 500;

    private final ElasticCluster cluster;
    private final IndexLifecycle lifecycle;
    private final ReentrantLock ensuring = new ReentrantLock();
    private boolean isChecked;

    IndexTemplates(ElasticCluster cluster) {
        this.cluster = cluster;
        this.lifecycle = new IndexLifecycle(cluster);
    }

    /** Whether the server itself rolls over and deletes; known after {@link #ensure}. */
    boolean hasLifecycle() {
        return lifecycle.isThere();
    }

    /** Makes what is missing, and replaces what is older. */
    void ensure() throws AnalyticsUnavailableException, InterruptedException {
        ensuring.lockInterruptibly();
        try {
            if (!isChecked) {
                lifecycle.ensure();
            }
            ensureTemplates();
            isChecked = true;
        } finally {
            ensuring.unlock();
        }
    }

    private void ensureTemplates() throws AnalyticsUnavailableException, InterruptedException {
        ElasticRequest request = ElasticRequest.get("/_index_template/" + IndexNames.ALL)
                .filtered("index_templates.name,index_templates.index_template._meta");
        ElasticAnswer there = cluster.send(request);
        if (!there.isSuccess() && there.status() != 404) {
            throw ElasticCluster.refused(request, there);
        }
        for (Family family : Family.values()) {
            ensure(family, meta(there.json(), family));
        }
    }

    private static JsonNode meta(JsonNode templates, Family family) {
        for (JsonNode template : templates.path("index_templates")) {
            if (template.path("name").asText().equals(family.alias())) {
                return template.path("index_template").path("_meta");
            }
        }
        return ElasticAnswer.MAPPER.missingNode();
    }

    private void ensure(Family family, JsonNode meta) throws AnalyticsUnavailableException, InterruptedException {
        int version = meta.path("version").asInt(0);
        ObjectNode wanted = meta();
        boolean isOurs = version == VERSION && (isChecked || meta.equals(wanted));
        if (version > VERSION || isOurs) {
            return;
        }
        cluster.ask(ElasticRequest.put("/_index_template/" + family.alias(), template(family, wanted)));
        log.info("template {} of version {} was written", family.alias(), VERSION);
        if (version > 0 && version < VERSION) {
            // So that new fields can be searched from now on.
            cluster.send(ElasticRequest.post("/" + family.alias() + "/_rollover"));
        }
    }

    private ObjectNode meta() {
        Integer replicas = cluster.settings().replicas();
        return ElasticAnswer.MAPPER
                .createObjectNode()
                .put("version", VERSION)
                .put("replicas", replicas == null ? "auto" : replicas.toString())
                .put("lifecycle", lifecycle.isThere());
    }

    private ObjectNode template(Family family, ObjectNode meta) {
        ObjectNode template = ElasticAnswer.MAPPER.createObjectNode();
        template.putArray("index_patterns").add(family.alias() + "-*");
        template.put("priority", PRIORITY);
        template.set("_meta", meta);
        ObjectNode inner = template.putObject("template");
        ObjectNode mappings = inner.putObject("mappings");
        mappings.put("dynamic", false);
        mappings.set("properties", properties(family));
        ObjectNode settings = inner.putObject("settings");
        settings.put("index.number_of_shards", 1);
        Integer replicas = cluster.settings().replicas();
        if (replicas == null) {
            settings.put("index.auto_expand_replicas", "0-1");
        } else {
            settings.put("index.number_of_replicas", replicas);
        }
        settings.put("index.refresh_interval", "1s");
        // The newest come first in every list, so a search for them reads the beginning of each segment alone.
        settings.put("index.sort.field", "@timestamp");
        settings.put("index.sort.order", "desc");
        if (lifecycle.isThere()) {
            settings.put("index.lifecycle.name", family.alias());
            settings.put("index.lifecycle.rollover_alias", family.alias());
        }
        return template;
    }

    static ObjectNode properties(Family family) {
        ObjectNode properties = read(
                switch (family) {
                    case TRANSACTIONS, POLICY_VIOLATIONS, ERRORS -> "transactions";
                    default -> family.label();
                });
        if (family == Family.METRICS) {
            ObjectNode buckets = properties.putObject("latency").putObject("properties");
            for (int bucket = 0; bucket < Percentiles.COUNT; bucket++) {
                buckets.putObject(Integer.toString(bucket)).put("type", "long").put("index", false);
            }
        }
        return properties;
    }

    private static ObjectNode read(String name) {
        String file = "/elastic/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(IndexTemplates.class.getResourceAsStream(file), file)) {
            return (ObjectNode) ElasticAnswer.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
