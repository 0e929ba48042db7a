package io.weir.analytics;

import java.util.List;

/**
 * What the analytics server said of the documents of one bulk, in their order.
 *
 * @param answers as many as documents were sent
 */
public record BulkResult(List<Answer> answers) {

    /** What became of a document. */
    public enum Outcome {
        /** It is in the index, by this bulk or by an earlier one. */
        ACKNOWLEDGED,
        /** Not now: the server is busy or not whole (429, 5xx). To be sent again. */
        RETRY,
        /** Never: the server will not take this document. To be put aside. */
        REJECTED
    }

    /** @param reason the server's words; empty where it was acknowledged */
    public record Answer(Outcome outcome, String reason) {
        /** It is there. */
        public static final Answer ACKNOWLEDGED = new Answer(Outcome.ACKNOWLEDGED, "");
    }

    public BulkResult {
        answers = List.copyOf(answers);
    }
}
