package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes templates, indices and aliases where they are missing. Every step may be done by several nodes at a time and twice: who comes
 * second finds it done. Blocks; any thread.
 */
final class IndexSetup {
    private static final Logger log = LoggerFactory.getLogger(IndexSetup.class);
    private static final String EXISTS = "resource_already_exists_exception";

    private final ElasticCluster cluster;
    private final IndexTemplates templates;

    IndexSetup(ElasticCluster cluster, IndexTemplates templates) {
        this.cluster = cluster;
        this.templates = templates;
    }

    /** What is there now; puts indices behind their alias that came to be without it. */
    IndexLayout look() throws AnalyticsUnavailableException, InterruptedException {
        IndexLayout layout = ask();
        List<String> strays = layout.strays();
        if (strays.isEmpty()) {
            return layout;
        }
        adopt(strays);
        return ask();
    }

    private IndexLayout ask() throws AnalyticsUnavailableException, InterruptedException {
        IndexLayout layout = IndexLayout.of(cluster.ask(ElasticRequest.get("/" + IndexNames.ALL + "/_alias")));
        if (!layout.squatters().isEmpty()) {
            throw new AnalyticsUnavailableException(layout.squatters().get(0)
                    + " is an index (expected: none of this name, which is to be an alias; delete or reindex it)");
        }
        return layout;
    }

    /** Makes the index that a family's documents go to, unless another node has just done it. */
    IndexLayout makeWriteIndex(Family family) throws AnalyticsUnavailableException, InterruptedException {
        templates.ensure();
        IndexLayout before = ask();
        if (before.writeIndex(family) == null) {
            String index = IndexNames.numbered(family, before.newest(family) + 1);
            make(index, family, true);
            log.info("index {} was made", index);
        }
        return look();
    }

    /** Makes an index that was there and is gone; it stays behind its alias, and nothing new goes to it. */
    void makeAgain(String index, IndexLayout layout) throws AnalyticsUnavailableException, InterruptedException {
        Optional<Family> family = IndexNames.family(index);
        if (family.isEmpty()) {
            throw new AnalyticsUnavailableException("index: " + index + " (expected: weir-<family>-NNNNNN)");
        }
        templates.ensure();
        boolean isNewest =
                layout.writeIndex(family.get()) == null && IndexNames.number(index) > layout.newest(family.get());
        make(index, family.get(), isNewest);
        log.warn("index {} was gone and is made again for documents that belong there", index);
    }

    private void make(String index, Family family, boolean isWritten)
            throws AnalyticsUnavailableException, InterruptedException {
        ObjectNode body = ElasticAnswer.MAPPER.createObjectNode();
        body.putObject("aliases").putObject(family.alias()).put("is_write_index", isWritten);
        if (!isWritten && templates.hasLifecycle()) {
            body.putObject("settings").put("index.lifecycle.indexing_complete", true);
        }
        ElasticRequest request = ElasticRequest.put("/" + index, body);
        ElasticAnswer answer = cluster.send(request);
        if (!answer.isSuccess() && !answer.errorType().equals(EXISTS)) {
            throw ElasticCluster.refused(request, answer);
        }
    }

    private void adopt(List<String> strays) throws AnalyticsUnavailableException, InterruptedException {
        ObjectNode body = ElasticAnswer.MAPPER.createObjectNode();
        for (String index : strays) {
            String alias = IndexNames.family(index).orElseThrow().alias();
            body.withArray("actions")
                    .addObject()
                    .putObject("add")
                    .put("index", index)
                    .put("alias", alias)
                    .put("is_write_index", false);
        }
        JsonNode done = cluster.ask(ElasticRequest.post("/_aliases", body));
        log.warn("indices {} were put behind their alias: {}", strays, done.path("acknowledged"));
        if (templates.hasLifecycle()) {
            ObjectNode settings =
                    ElasticAnswer.MAPPER.createObjectNode().put("index.lifecycle.indexing_complete", true);
            cluster.ask(ElasticRequest.put("/" + String.join(",", strays) + "/_settings", settings));
        }
    }
}
