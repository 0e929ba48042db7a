package io.weir.admin;

import io.weir.publishing.FieldProblem;
import java.util.List;
import java.util.Map;

/** Ends an operation with an error answer. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient List<FieldProblem> errors;
    private final transient Map<String, String> headers;

    ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of(), Map.of());
    }

    ProblemException(int status, String code, String detail, List<FieldProblem> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    static ProblemException notFound(String what) {
        return new ProblemException(404, "not-found", what + " (expected: one that exists)");
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", detail);
    }

    static ProblemException unauthenticated(String detail) {
        return new ProblemException(
                401, "unauthenticated", detail, List.of(), Map.of("WWW-Authenticate", "Bearer realm=\"weir\""));
    }

    static ProblemException invalid(List<FieldProblem> errors) {
        FieldProblem first = errors.get(0);
        String more = errors.size() == 1 ? "" : " and " + (errors.size() - 1) + " more";
        return new ProblemException(422, "invalid", first.path() + ": " + first.message() + more, errors, Map.of());
    }

    static ProblemException busy(String what) {
        return new ProblemException(503, "busy", what, List.of(), Map.of("Retry-After", "1"));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    List<FieldProblem> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }
}
