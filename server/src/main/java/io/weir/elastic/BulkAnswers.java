package io.weir.elastic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.BulkResult.Answer;
import io.weir.analytics.BulkResult.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Reads what became of each document of a bulk. Where all went well, as nearly always, it reads no further than to see that. */
final class BulkAnswers {
    /** Asked for, so that nothing else comes over the network. */
    static final String FILTER = "errors,items.*.status,items.*.error.type,items.*.error.reason";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CONFLICT = 409;

    /** What does not lie with the document: rights, a missing index, a slow or busy server. */
    private static final Set<Integer> LATER = Set.of(401, 403, 404, 408, 429);

    /** Bad requests that do not lie with the document either. */
    private static final Set<String> LATER_TYPES =
            Set.of("validation_exception", "index_closed_exception", "cluster_block_exception");

    private BulkAnswers() {}

    /** @throws AnalyticsUnavailableException where it is no answer to so many documents */
    static List<Answer> read(byte[] body, int documents) throws AnalyticsUnavailableException {
        try (JsonParser parser = JSON.createParser(body)) {
            List<Answer> answers = read(parser, documents);
            if (answers.size() == documents) {
                return answers;
            }
            throw new AnalyticsUnavailableException(
                    "a bulk of " + documents + " documents was answered for " + answers.size());
        } catch (IOException e) {
            throw new AnalyticsUnavailableException("a bulk's answer cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Answer> read(JsonParser parser, int documents) throws IOException {
        List<Answer> answers = new ArrayList<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("errors") && value == JsonToken.VALUE_FALSE) {
                return Collections.nCopies(documents, Answer.ACKNOWLEDGED);
            }
            if (name.equals("items")) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    answers.add(item(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
        return answers;
    }

    /** From the item's opening brace to its closing one: <code>{"create":{"status":…,"error":{…}}}</code>. */
    private static Answer item(JsonParser parser) throws IOException {
        int status = 0;
        String type = "";
        String reason = "";
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("it ends within an item");
            }
            if (token == JsonToken.START_OBJECT) {
                depth++;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
            } else if (token.isScalarValue()) {
                switch (parser.currentName()) {
                    case "status" -> status = parser.getIntValue();
                    case "type" -> type = parser.getText();
                    case "reason" -> reason = parser.getText();
                    default -> {}
                }
            }
        }
        return answer(status, type, reason);
    }

    static Answer answer(int status, String type, String reason) {
        if ((status >= 200 && status < 300) || status == CONFLICT) {
            return Answer.ACKNOWLEDGED;
        }
        boolean isForLater = status < 400 || status >= 500 || LATER.contains(status) || LATER_TYPES.contains(type);
        return new Answer(isForLater ? Outcome.RETRY : Outcome.REJECTED, status + " " + type + ": " + reason);
    }
}
