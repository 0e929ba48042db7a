package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.query.Answers.UsageRow;
import io.weir.analytics.query.Figures;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageCsvTest {

    @Test
    void hasOneLineForEachRow() {
        UsageRow row = new UsageRow(LocalDate.of(2026, 11, 29), "shop", "", "gold", new Figures(5, 1, 2, 30, 40, null));

        assertThat(UsageCsv.of(List.of(row)))
                .isEqualTo(String.join(
                        "\r\n",
                        "day,application,api,plan,requests,errors,violations,requestBytes,responseBytes",
                        "2026-11-29,shop,,gold,5,1,2,30,40",
                        ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=1+1|'=1+1",
                "+1|'+1",
                "-1|'-1",
                "@sum|'@sum",
                "=a,b|\"'=a,b\""
            })
    void quotesAndDisarmsTexts(String text, String expected) {
        assertThat(UsageCsv.text(text)).isEqualTo(expected);
    }

    @Test
    void quotesLineEnds() {
        assertThat(UsageCsv.text("a\r\nb")).isEqualTo("\"a\r\nb\"");
    }
}
