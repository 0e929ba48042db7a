package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.BulkResult;
import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import io.weir.analytics.Document;
import io.weir.analytics.Family;
import io.weir.analytics.RecordStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Documents in Elasticsearch. A document is created under its own id or is there already, so that sending it again doubles nothing. */
public final class ElasticRecordStore implements RecordStore {
    /** Far below the 100 MB that a server takes by default. */
    private static final long MAX_BODY_BYTES = 8 << 20;

    private static final int TOO_LARGE = 413;

    private final ElasticCluster cluster;
    private final IndexDirectory directory;

    ElasticRecordStore(ElasticCluster cluster, IndexDirectory directory) {
        this.cluster = cluster;
        this.directory = directory;
    }

    @Override
    public String writeIndex(Family family) throws AnalyticsUnavailableException, InterruptedException {
        return directory.writeIndex(family);
    }

    @Override
    public BulkResult bulk(List<Document> documents) throws AnalyticsUnavailableException, InterruptedException {
        Set<String> indices = documents.stream().map(Document::index).collect(Collectors.toSet());
        directory.require(indices);
        List<Answer> answers = new ArrayList<>(documents.size());
        for (List<Document> part : BulkBody.split(documents, MAX_BODY_BYTES)) {
            send(part, answers);
        }
        if (answers.stream().anyMatch(answer -> answer.outcome() == Outcome.RETRY)) {
            // It may be that an index is gone.
            directory.forget();
        }
        return new BulkResult(answers);
    }

    @Override
    public long count(String run, long from, long to) throws AnalyticsUnavailableException, InterruptedException {
        String alias = "/" + Family.TRANSACTIONS.alias();
        directory.writeIndex(Family.TRANSACTIONS);
        cluster.ask(ElasticRequest.post(alias + "/_refresh"));
        ObjectNode body = ElasticAnswer.MAPPER.createObjectNode();
        ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
        filter.addObject().putObject("term").put("run", run);
        filter.addObject().putObject("range").putObject("seq").put("gte", from).put("lte", to);
        JsonNode answer = cluster.ask(ElasticRequest.post(alias + "/_count", body));
        if (answer.path("_shards").path("failed").asInt() > 0) {
            throw new AnalyticsUnavailableException(
                    "parts of " + Family.TRANSACTIONS.alias() + " cannot be searched now");
        }
        return answer.path("count").asLong();
    }

    @Override
    public void close() {
        cluster.close();
    }

    private void send(List<Document> documents, List<Answer> answers)
            throws AnalyticsUnavailableException, InterruptedException {
        ElasticRequest request = ElasticRequest.bulk(BulkBody.of(documents)).filtered(BulkAnswers.FILTER);
        ElasticAnswer answer = cluster.send(request);
        if (answer.isSuccess()) {
            answers.addAll(BulkAnswers.read(answer.body(), documents.size()));
        } else if (answer.status() == TOO_LARGE && documents.size() == 1) {
            answers.add(
                    BulkAnswers.answer(TOO_LARGE, "too_large", documents.get(0).source().length + " bytes"));
        } else if (answer.status() == TOO_LARGE) {
            int half = documents.size() / 2;
            send(documents.subList(0, half), answers);
            send(documents.subList(half, documents.size()), answers);
        } else {
            throw ElasticCluster.refused(request, answer);
        }
    }
}
