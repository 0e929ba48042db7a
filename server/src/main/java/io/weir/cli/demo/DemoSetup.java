package io.weir.cli.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Digests;
import io.weir.cli.AdminClient;
import io.weir.cli.AdminRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Publishes the sample service through the REST API: import, endpoint, plan, application, key, subscription. Doing it again on the same
 * data changes only the endpoint's addresses and the key.
 */
final class DemoSetup {
    /** Where the sample service is on the gateway. */
    static final String CONTEXT = "/petstore";

    /** How calls are spread over the backends. */
    static final List<Integer> WEIGHTS = List.of(3, 1);

    /** Calls that the plan allows. */
    static final int CALLS_A_MINUTE = 100;

    private static final String ID = "demo";
    private static final String API = "/apis/petstore";
    private static final int NOT_FOUND = 404;

    private final AdminClient admin;

    DemoSetup(AdminClient admin) {
        this.admin = admin;
    }

    /**
     * Sets everything up.
     *
     * @param backends base addresses, as many as there are weights
     * @param key the clear text of the key to call with; the cluster gets only its digest
     */
    void run(List<String> backends, String key) {
        admin.put("/plans/" + ID, plan());
        ObjectNode api = existingOrImported();
        api.set("endpoint", endpoint(backends));
        api.putArray("plans").add(ID);
        admin.put(API, api);
        if (api.path("lifecycle").asText().equals("CREATED")) {
            admin.post(API + "/lifecycle", object().put("action", "publish"));
        }
        admin.put("/applications/" + ID, object().put("name", "Demo application"));
        admin.put(
                "/applications/" + ID + "/keys/" + ID,
                object().put("name", "Demo key").put("sha256", Digests.sha256(key)));
        admin.put("/subscriptions/" + ID, subscription(api.path("id").asText()));
    }

    private ObjectNode existingOrImported() {
        try {
            return admin.get(API).object();
        } catch (AdminRefusal refusal) {
            if (refusal.status() != NOT_FOUND) {
                throw refusal;
            }
            String path = "/apis/import?name=Petstore&context=" + CONTEXT;
            return (ObjectNode)
                    admin.post(path, document(), "application/yaml").object().get("api");
        }
    }

    private static byte[] document() {
        try (InputStream in = requireNonNull(DemoSetup.class.getResourceAsStream("petstore.yaml"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode plan() {
        ObjectNode plan = object().put("name", "Demo plan");
        plan.putArray("limits")
                .addObject()
                .put("name", "minute")
                .put("count", CALLS_A_MINUTE)
                .put("period", "PT1M");
        return plan;
    }

    private static ObjectNode endpoint(List<String> backends) {
        ObjectNode endpoint = object().put("type", "load-balancer").put("algorithm", "weighted-round-robin");
        for (int i = 0; i < backends.size(); i++) {
            endpoint.withArray("targets")
                    .addObject()
                    .put("url", backends.get(i))
                    .put("weight", WEIGHTS.get(i));
        }
        return endpoint;
    }

    private static ObjectNode subscription(String api) {
        return object().put("application", ID).put("api", api).put("plan", ID).put("state", "active");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
