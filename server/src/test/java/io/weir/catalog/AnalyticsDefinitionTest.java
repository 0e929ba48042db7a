package io.weir.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.AnalyticsDefinition.Mask;
import io.weir.catalog.AnalyticsDefinition.PayloadCapture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyticsDefinitionTest {

    @Test
    void anApiThatSaysNothingKeepsAllAndHidesNothing() throws IOException {
        ObjectNode stored = CatalogJson.mapper().valueToTree(Samples.api("shop"));
        assertThat(stored.has("analytics")).isFalse();

        Api api = CatalogJson.mapper().treeToValue(stored, Api.class);

        assertThat(api.analyticsOrDefaults()).isEqualTo(new AnalyticsDefinition(1, List.of(), null));
    }

    @Test
    void comesBackAsItWasWritten() throws IOException {
        AnalyticsDefinition settings =
                new AnalyticsDefinition(0.25, List.of(Mask.CLIENT_IP, Mask.PATH), new PayloadCapture(4096));
        String json = CatalogJson.writeAny(settings);

        assertThat(json)
                .isEqualTo("{\"sampling\":0.25,\"mask\":[\"clientIp\",\"path\"],\"payload\":{\"maxBytes\":4096}}");
        assertThat(CatalogJson.mapper().readValue(json, AnalyticsDefinition.class))
                .isEqualTo(settings);
        assertThat(CatalogJson.mapper().readValue("{}", AnalyticsDefinition.class))
                .isEqualTo(AnalyticsDefinition.DEFAULTS);
    }

    @Test
    void namesWhatIsOutOfBounds() {
        assertThatThrownBy(() -> new AnalyticsDefinition(1.5, List.of(), null))
                .hasMessage("analytics.sampling: 1.5 (expected: 0 to 1)");
        assertThatThrownBy(() -> new PayloadCapture(0)).hasMessageContaining("analytics.payload.maxBytes: 0");
    }
}
