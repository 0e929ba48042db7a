package io.weir.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What most scenarios publish first: one API in front of some backends, one plan, one subscribed application. */
final class Scenario {
    private Scenario() {}

    /** Publishes API {@code shop} under {@code /shop} with these limits (JSON) and gives a key that may call it. */
    static String publish(NodeProcess node, String limits, String... targets) {
        node.admin("POST", "/plans", "{\"id\":\"gold\",\"name\":\"Gold\",\"limits\":" + limits + "}");
        node.admin("POST", "/apis", """
                {"id":"shop","name":"Shop","version":"1","context":"/shop","plans":["gold"],
                 "resources":[{"method":"GET","path":"/items"},{"method":"GET","path":"/items/{id}"}],
                 "endpoint":%s}
                """.formatted(endpoint(targets)));
        node.admin("POST", "/apis/shop/lifecycle", "{\"action\":\"publish\"}");
        node.admin("POST", "/applications", "{\"id\":\"web\",\"name\":\"Web\"}");
        JsonNode key = node.admin("POST", "/applications/web/keys", "{}");
        node.admin("POST", "/subscriptions", "{\"application\":\"web\",\"api\":\"shop\",\"plan\":\"gold\"}");
        return key.get("key").asText();
    }

    /** One hourly limit on the application. */
    static String hourly(long count) {
        return "[{\"name\":\"hour\",\"scope\":\"application\",\"count\":" + count
                + ",\"period\":\"PT1H\",\"algorithm\":\"fixed\"}]";
    }

    /** A weighted endpoint; each target is {@code url=weight} or a URL of weight 1. */
    static String endpoint(String... targets) {
        String list = Arrays.stream(targets)
                .map(target -> target.split("=", 2))
                .map(parts -> "{\"url\":\"" + parts[0] + "\",\"weight\":" + (parts.length > 1 ? parts[1] : "1") + "}")
                .collect(Collectors.joining(","));
        return "{\"type\":\"load-balancer\",\"algorithm\":\"weighted-round-robin\",\"targets\":[" + list + "]}";
    }
}
