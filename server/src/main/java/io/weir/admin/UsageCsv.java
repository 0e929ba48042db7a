package io.weir.admin;

import io.weir.analytics.query.Answers.UsageRow;
import java.util.List;

/** Usage as RFC 4180 has it. A text that a spreadsheet would take for a formula is kept from being one by an apostrophe. */
final class UsageCsv {
    static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

    private static final String HEADER =
            "day,application,api,plan,requests,errors,violations,requestBytes,responseBytes\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private UsageCsv() {}

    static String of(List<UsageRow> rows) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (UsageRow row : rows) {
            csv.append(row.day()).append(',');
            csv.append(text(row.application())).append(',');
            csv.append(text(row.api())).append(',');
            csv.append(text(row.plan())).append(',');
            csv.append(row.figures().requests()).append(',');
            csv.append(row.figures().errors()).append(',');
            csv.append(row.figures().violations()).append(',');
            csv.append(row.figures().requestBytes()).append(',');
            csv.append(row.figures().responseBytes()).append("\r\n");
        }
        return csv.toString();
    }

    static String text(String value) {
        String harmless = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean isPlain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
