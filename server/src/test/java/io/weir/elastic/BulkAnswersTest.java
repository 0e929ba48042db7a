package io.weir.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAnswersTest {

    private static List<Answer> read(String json, int documents) throws AnalyticsUnavailableException {
        return BulkAnswers.read(json.getBytes(StandardCharsets.UTF_8), documents);
    }

    @Test
    void acknowledgesAllWhereNothingWentWrong() throws Exception {
        assertThat(read("{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}", 3))
                .hasSize(3)
                .containsOnly(Answer.ACKNOWLEDGED);
    }

    @Test
    void tellsEachFromTheOthers() throws Exception {
        List<Answer> answers = read("""
                {"errors":true,"took":3,"items":[
                  {"create":{"status":201}},
                  {"create":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"there"}}},
                  {"create":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"busy"}}},
                  {"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"bad",
                    "caused_by":{"kind":"x"}}}}]}""", 4);

        assertThat(answers)
                .extracting(Answer::outcome)
                .containsExactly(Outcome.ACKNOWLEDGED, Outcome.ACKNOWLEDGED, Outcome.RETRY, Outcome.REJECTED);
        assertThat(answers.get(3).reason()).isEqualTo("400 document_parsing_exception: bad");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', ACKNOWLEDGED",
        "409, version_conflict_engine_exception, ACKNOWLEDGED",
        "429, es_rejected_execution_exception, RETRY",
        "503, unavailable_shards_exception, RETRY",
        "500, exception, RETRY",
        "404, index_not_found_exception, RETRY",
        "403, cluster_block_exception, RETRY",
        "400, validation_exception, RETRY",
        "400, index_closed_exception, RETRY",
        "400, document_parsing_exception, REJECTED",
        "400, illegal_argument_exception, REJECTED",
        "413, too_large, REJECTED",
        "0, '', RETRY"
    })
    void keepsWhatDoesNotLieWithTheDocument(int status, String type, Outcome expected) {
        assertThat(BulkAnswers.answer(status, type, "").outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "{\"errors\":true",
                "{\"errors\":true,\"items\":[]}",
                "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}}]}",
                "{\"errors\":true,\"items\":[{\"create\":{\"status\":2"
            })
    void trustsNoAnswerThatIsNotWhole(String body) {
        assertThatThrownBy(() -> read(body, 2)).isInstanceOf(AnalyticsUnavailableException.class);
    }
}
