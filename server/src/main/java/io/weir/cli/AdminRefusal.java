package io.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The REST API did not do what it was asked: its own words, with every problem of the object. */
public final class AdminRefusal extends CommandException {
    private static final long serialVersionUID = 1;

    private final int status;

    private AdminRefusal(String message, int status) {
        super(message);
        this.status = status;
    }

    static AdminRefusal of(String request, AdminAnswer answer) {
        String type = String.valueOf(answer.contentType());
        String reason = type.contains("json") ? reason(answer.json()) : type;
        return new AdminRefusal(
                request + ": " + answer.status() + " " + reason + hint(answer.status()), answer.status());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    private static String reason(JsonNode problem) {
        StringJoiner reasons = new StringJoiner("; ");
        String detail = problem.path("detail").asText(problem.path("title").asText());
        reasons.add(detail);
        for (JsonNode error : problem.path("errors")) {
            String line =
                    error.path("path").asText() + ": " + error.path("message").asText();
            if (!detail.contains(error.path("message").asText())) {
                reasons.add(line);
            }
        }
        return reasons.toString();
    }

    private static String hint(int status) {
        return status == 401
                ? " (expected: a valid --token or WEIR_TOKEN, or the data/admin-token of this very node)"
                : "";
    }
}
