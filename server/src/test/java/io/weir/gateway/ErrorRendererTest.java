package io.weir.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.exchange.GatewayError;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ErrorRendererTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tellsWhatAProblemIs() throws Exception {
        JsonNode problem = render(new GatewayError.RouteNotFound("/nothing"));

        assertThat(problem.get("type").asText()).isEqualTo("urn:weir:problem:route-not-found");
        assertThat(problem.get("title").asText()).isEqualTo("Not Found");
        assertThat(problem.get("status").asInt()).isEqualTo(404);
        assertThat(problem.get("detail").asText()).contains("/nothing");
        assertThat(problem.get("code").asText()).isEqualTo("route-not-found");
        assertThat(problem.get("requestId").asText()).isEqualTo("r-1");
    }

    @Test
    void explainsARefusalByALimit() throws Exception {
        var refusal = new GatewayError.RateLimited.Refusal("gold", "application", 1000, "PT1H", 17, "shared");

        JsonNode limit = render(new GatewayError.RateLimited(refusal)).get("limit");

        assertThat(limit.get("name").asText()).isEqualTo("gold");
        assertThat(limit.get("scope").asText()).isEqualTo("application");
        assertThat(limit.get("count").asLong()).isEqualTo(1000);
        assertThat(limit.get("period").asText()).isEqualTo("PT1H");
        assertThat(limit.get("resetSeconds").asLong()).isEqualTo(17);
        assertThat(limit.get("store").asText()).isEqualTo("shared");
    }

    @Property
    void rendersAnyTextAsValidJson(@ForAll String path) throws Exception {
        JsonNode problem = render(new GatewayError.RouteNotFound(path));

        assertThat(problem.get("detail").asText()).endsWith(path);
    }

    private static JsonNode render(GatewayError error) throws Exception {
        return JSON.readTree(ErrorRenderer.render(error, "r-1").getBytes());
    }
}
