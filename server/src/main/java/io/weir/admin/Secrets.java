package io.weir.admin;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets of 256 random bits, with a prefix by which scanners of source code recognise them. Any thread. */
final class Secrets {
    static final String KEY = "wk_";
    static final String TOKEN = "wt_";
    static final String SESSION = "ws_";
    static final String LOCAL = "wl_";

    private static final int BYTES = 32;

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
