package io.weir.admin;

import io.weir.catalog.LaterFormatException;
import io.weir.catalog.StoreUnavailableException;
import io.weir.publishing.OutcomeUnknownException;
import io.weir.publishing.RefusedException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what an operation throws into an error answer; logs, once, what nobody expected. Any thread. */
final class ProblemRenderer {
    private static final Logger log = LoggerFactory.getLogger(ProblemRenderer.class);

    private ProblemRenderer() {}

    static Answer render(Throwable failure, String requestId) {
        return Answer.problem(problem(failure, requestId), requestId);
    }

    private static ProblemException problem(Throwable failure, String requestId) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof RefusedException refused) {
            return new ProblemException(
                    status(refused.reason()),
                    refused.code(),
                    String.valueOf(refused.getMessage()),
                    refused.problems(),
                    Map.of());
        }
        if (failure instanceof OutcomeUnknownException unknown) {
            return unavailable("the data store broke off; the change may have been made or not, read it back: "
                    + unknown.getMessage());
        }
        if (failure instanceof LaterFormatException later) {
            return new ProblemException(503, "later-version", "nothing was changed: " + later.getMessage());
        }
        if (failure instanceof StoreUnavailableException unavailable) {
            return unavailable("the data store is away, nothing was changed: " + unavailable.getMessage());
        }
        log.error("request {} failed", requestId, failure);
        return new ProblemException(
                500, "internal-error", "the node failed; its log has the cause under the request id");
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(503, "store-unavailable", detail, List.of(), Map.of("Retry-After", "1"));
    }

    private static int status(RefusedException.Reason reason) {
        return switch (reason) {
            case INVALID -> 422;
            case CONFLICT -> 409;
            case NOT_FOUND -> 404;
            case STALE -> 412;
        };
    }
}
