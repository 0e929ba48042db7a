package io.weir.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FieldDiffTest {

    @Test
    void namesItemsThatCameAndWent() {
        assertThat(diff("{\"plans\":[\"a\",\"b\",\"c\"]}", "{\"plans\":[\"b\",\"d\"]}"))
                .containsExactly("- plans[]: \"a\"", "- plans[]: \"c\"", "+ plans[]: \"d\"");
    }

    @Test
    void goesIntoItemsThatStayed() {
        assertThat(diff("{\"t\":[{\"u\":1,\"w\":2}]}", "{\"t\":[{\"u\":1,\"w\":3}]}"))
                .containsExactly("t[0].w: 2 -> 3");
    }

    @Test
    void shortensWhatIsLong() {
        String text = "x".repeat(500);

        assertThat(diff("{}", "{\"a\":\"" + text + "\"}").get(0))
                .hasSizeLessThan(150)
                .endsWith("...");
    }

    @Property(tries = 100)
    void findsNoDifferenceBetweenEqualObjects(
            @ForAll @Size(max = 5) List<@AlphaChars @StringLength(max = 5) String> items) {
        ObjectNode object = JsonMapper.builder().build().createObjectNode();
        items.forEach(object.putArray("items")::add);

        assertThat(FieldDiff.between(object, object.deepCopy(), Set.of())).isEmpty();
    }

    private static List<String> diff(String before, String after) {
        return FieldDiff.between(object(before), object(after), Set.of()).stream()
                .map(FieldDiff::toString)
                .toList();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
