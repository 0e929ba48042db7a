package io.weir.admin;

import io.weir.publishing.FieldProblem;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a new password must not be, besides too short, which the contract says. */
final class PasswordRules {
    static final String PASSWORD = "password";

    private static final int MIN_DIFFERENT = 4;
    private static final int MIN_BESIDES_NAME = 6;
    private static final Set<String> COMMON =
            Set.of("1234567890", "password123", "qwertyuiop", "iloveyou123", "passwordpassword", "letmein123");

    private PasswordRules() {}

    /** @throws ProblemException 422 where it is too easy to guess */
    static void require(String password, String user) {
        String text = password.toLowerCase(Locale.ROOT);
        boolean isWeak = text.replace(user.toLowerCase(Locale.ROOT), "").length() < MIN_BESIDES_NAME
                || text.chars().distinct().count() < MIN_DIFFERENT
                || COMMON.contains(text);
        if (isWeak) {
            throw ProblemException.invalid(List.of(FieldProblem.of(
                    PASSWORD,
                    "***",
                    "one that is neither made of the user's name, a common one nor a few characters repeated")));
        }
    }
}
