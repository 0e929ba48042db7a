package io.weir.publishing;

import java.util.List;

/** A change that must not be made, and why. Nothing was written. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String code;
    private final transient List<FieldProblem> problems;

    /** What kind of refusal it is. */
    public enum Reason {
        /** The object itself does not fit. */
        INVALID,
        /** It does not go together with what is there. */
        CONFLICT,
        /** There is no such object. */
        NOT_FOUND,
        /** Somebody else changed it meanwhile. */
        STALE
    }

    private RefusedException(Reason reason, String code, String message, List<FieldProblem> problems) {
        super(message);
        this.reason = reason;
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /** The object has these problems; at least one. */
    public static RefusedException invalid(List<FieldProblem> problems) {
        String first = problems.get(0).path() + ": " + problems.get(0).message();
        String more = problems.size() == 1 ? "" : " and " + (problems.size() - 1) + " more";
        return new RefusedException(Reason.INVALID, "invalid", first + more, problems);
    }

    /**
     * It does not go together with what is there.
     *
     * @param code stable, documented, lower case with hyphens
     */
    public static RefusedException conflict(String code, String message) {
        return new RefusedException(Reason.CONFLICT, code, message, List.of());
    }

    /** There is no such object. */
    public static RefusedException notFound(String message) {
        return new RefusedException(Reason.NOT_FOUND, "not-found", message, List.of());
    }

    /** Somebody else changed it meanwhile. */
    public static RefusedException stale(String message) {
        return new RefusedException(Reason.STALE, "version-conflict", message, List.of());
    }

    /** What kind of refusal it is. */
    public Reason reason() {
        return reason;
    }

    /** Stable, documented, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** Every problem of the object; empty where it is not about fields. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
