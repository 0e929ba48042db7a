package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AuditDifferenceTest {

    @Test
    void tellsOfWhatDiffersAlone() {
        AuditDifference difference = AuditDifference.of(
                object().put("name", "A").put("same", 1).put("gone", true),
                object().put("name", "B").put("same", 1).put("made", true).put("revision", 5),
                Set.of());

        assertThat(difference.before()).isEqualTo("{\"name\":\"A\",\"gone\":true}");
        assertThat(difference.after()).isEqualTo("{\"name\":\"B\",\"made\":true}");
    }

    @Test
    void masksSecrets() {
        AuditDifference difference =
                AuditDifference.of(object().put("hash", "first"), object().put("hash", "second"), Set.of("hash"));

        assertThat(difference).isEqualTo(new AuditDifference("{\"hash\":\"***\"}", "{\"hash\":\"***\"}"));
        assertThat(AuditDifference.of(object().put("hash", "x"), object().put("hash", "x"), Set.of("hash")))
                .isEqualTo(new AuditDifference("{}", "{}"));
    }

    @Test
    void keepsTheBeginningOfWhatIsLong() {
        String text = AuditDifference.of(null, object().put("description", "x".repeat(5000)), Set.of())
                .after();

        assertThat(text).contains("… (5000 characters)").hasSizeLessThan(300);
    }

    @Property(tries = 200)
    void staysSmall(@ForAll @Size(max = 50) Map<String, String> members) {
        ObjectNode object = object();
        members.forEach((name, value) -> object.put(name.substring(0, Math.min(20, name.length())), value.repeat(20)));

        String after = AuditDifference.of(null, object, Set.of()).after();

        assertThat(after).hasSizeLessThan(6 * (AuditDifference.MAX_OBJECT + 50 * 60));
    }

    private static ObjectNode object() {
        return AdminJson.MAPPER.createObjectNode();
    }
}
