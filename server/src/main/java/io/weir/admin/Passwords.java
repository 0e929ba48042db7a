package io.weir.admin;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id (RFC 9106) by OWASP's advice: 19 MiB, two passes, one lane. Takes some 50 ms of a CPU and that memory: on the bounded lane
 * for logins only.
 */
final class Passwords {
    private static final int MEMORY_KIB = 19 << 10;
    private static final int PASSES = 2;
    private static final int LENGTH = 32;
    private static final int MAX_MEMORY_KIB = 128 << 10;
    private static final int MAX_PASSES = 10;
    private static final int MAX_LANES = 4;

    /** What a hash that is brought in may cost, in words. */
    static final String MOST = "m=" + MAX_MEMORY_KIB + ",t=" + MAX_PASSES + ",p=" + MAX_LANES;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");

    /** Of a password that was thrown away. Compared with when there is no such user, so that the answer takes as long. */
    static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1" + "$9vihdldxY/PVKZspm97bzA$ybTe+epfiXADilR+HR+4KbxAVu1MENkAvXfr26be/q8";

    private final Argon2Function function = Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, LENGTH, Argon2.ID);

    /** The hash in the PHC string form, with a new salt. */
    String hash(String password) {
        return Password.hash(password).addRandomSalt(16).with(function).getResult();
    }

    boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /** Does the work of {@link #matches} for nothing. */
    void pretend(String password) {
        matches(password, NOBODY);
    }

    /** True for a hash that this node is ready to compute. */
    static boolean isAcceptable(String hash) {
        Matcher parts = PHC.matcher(hash);
        return parts.matches()
                && within(parts.group(1), 8, MAX_MEMORY_KIB)
                && within(parts.group(2), 1, MAX_PASSES)
                && within(parts.group(3), 1, MAX_LANES);
    }

    private static boolean within(String number, int min, int max) {
        int value = Integer.parseInt(number);
        return value >= min && value <= max;
    }
}
