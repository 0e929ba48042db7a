package io.weir.gateway;

import io.weir.exchange.GatewayRequest;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Makes request ids: 24 lower-case hexadecimal digits, 96 random bits, so that ids of all nodes differ without asking anybody. As
 * thread-safe as its source of randomness.
 */
public final class RequestIds {
    /** The header field that carries the id to the target and back to the caller. */
    public static final String HEADER = "X-Request-Id";

    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final int LENGTH = 24;
    private static final int LONG_DIGITS = 16;
    private static final int MAX_FOREIGN_LENGTH = 128;

    private final RandomGenerator random;

    public RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** The id that a trusted proxy gave the request, else a new one. */
    String idFor(GatewayRequest request) {
        if (request.isFromTrustedProxy()) {
            String given = request.headers().get(HEADER);
            if (given != null && isUsable(given)) {
                return given;
            }
        }
        return next();
    }

    /** A new id. */
    public String next() {
        byte[] text = new byte[LENGTH];
        long high = random.nextLong();
        int low = random.nextInt();
        for (int i = 0; i < LONG_DIGITS; i++) {
            text[i] = DIGITS[(int) (high >>> (i << 2)) & 0xF];
        }
        for (int i = LONG_DIGITS; i < LENGTH; i++) {
            text[i] = DIGITS[(low >>> ((i - LONG_DIGITS) << 2)) & 0xF];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static boolean isUsable(String given) {
        return !given.isEmpty()
                && given.length() <= MAX_FOREIGN_LENGTH
                && given.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\');
    }
}
