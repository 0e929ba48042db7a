package io.weir.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointDefinitionTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void fillsInWhatIsLeftOut() throws JsonProcessingException {
        EndpointDefinition definition =
                read("{'targets':[{'url':'http://a'},{'url':'http://b:8080/base','weight':0}]}");

        assertThat(definition.type()).isEqualTo(EndpointDefinition.Type.LOAD_BALANCER);
        assertThat(definition.algorithm()).isEqualTo(Algorithm.WEIGHTED_ROUND_ROBIN);
        assertThat(definition.protocol()).isEqualTo(Protocol.AUTO);
        assertThat(definition.targets())
                .extracting(EndpointDefinition.Target::weight)
                .containsExactly(1, 0);
        assertThat(definition.timeouts()).isNull();
    }

    @Test
    void readsWhatItWrote() throws JsonProcessingException {
        EndpointDefinition definition = read("{'type':'single','algorithm':'round-robin','protocol':'h2c',"
                + "'targets':[{'url':'https://a/b','weight':7}],"
                + "'timeouts':{'connect':'PT1S','firstByte':'PT10M','idle':'PT1H'}}");

        EndpointDefinition again = JSON.readValue(JSON.writeValueAsString(definition), EndpointDefinition.class);

        assertThat(again).isEqualTo(definition);
        assertThat(again.timeouts())
                .isEqualTo(new Timeouts(Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a",
                "//a",
                "/a",
                "http:a",
                "http:///a",
                "http://u:p@a",
                "http://a?b",
                "http://a#b",
                "http://a:0",
                "http://a:65536",
                "http://under_score",
                ""
            })
    void refusesUrlsThatAreNoServer(String url) {
        assertThatThrownBy(() -> read("{'targets':[{'url':'" + url + "'}]}"))
                .rootCause()
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("url:");
    }

    @Test
    void doesNotRepeatCredentialsOfAUrl() {
        assertThatThrownBy(() -> read("{'targets':[{'url':'http://user:secret@a'}]}"))
                .rootCause()
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'targets':[]}|targets: 0 targets",
                "{}|targets: null",
                "{'targets':[{}]}|url: null",
                "{'targets':[{'url':'http://a','weight':-1}]}|weight: -1 (expected: 0 to 1000)",
                "{'targets':[{'url':'http://a','weight':1001}]}|weight: 1001",
                "{'targets':[{'url':'http://a','weight':0}]}|at least one weight above 0",
                "{'targets':[{'url':'http://a'},{'url':'http://A'}]}|URLs that differ",
                "{'type':'single','targets':[{'url':'http://a'},{'url':'http://b'}]}|exactly 1 target",
                "{'targets':[{'url':'http://a'}],'timeouts':{'connect':'PT0S'}}|timeouts.connect: PT0S",
                "{'targets':[{'url':'http://a'}],'timeouts':{'connect':'PT61S'}}|at most PT1M",
                "{'targets':[{'url':'http://a'}],'timeouts':{'firstByte':'PT-1S'}}|timeouts.firstByte: PT-1S",
                "{'targets':[{'url':'http://a'}],'timeouts':{'idle':'PT2H'}}|at most PT1H",
            })
    void namesTheOffendingValue(String json, String expected) {
        assertThatThrownBy(() -> read(json))
                .rootCause()
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesMoreTargetsThanItsBound() {
        List<String> targets = IntStream.rangeClosed(0, EndpointDefinition.MAX_TARGETS)
                .mapToObj(i -> "{'url':'http://h" + i + "'}")
                .toList();

        assertThatThrownBy(() -> read("{'targets':" + targets + "}"))
                .rootCause()
                .hasMessageContaining("257 targets");
    }

    private static EndpointDefinition read(String json) throws JsonProcessingException {
        return JSON.readValue(json.replace('\'', '"'), EndpointDefinition.class);
    }
}
