package io.weir.openapi;

import java.text.Normalizer;
import java.util.Locale;

/** Makes ids of names. */
public final class Slug {
    private static final int MAX_LENGTH = 63;
    private static final String FALLBACK = "api";

    private Slug() {}

    /**
     * An id that resembles a name: {@code [a-z0-9][a-z0-9-]{0,62}}, accents dropped, everything else a hyphen. Not unique: two names can
     * have one id. {@code api} for a name without any letter or digit of ASCII.
     */
    public static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder();
        boolean pending = false;
        for (int i = 0; i < plain.length() && slug.length() < MAX_LENGTH; i++) {
            char c = plain.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (pending && slug.length() > 0 && slug.length() < MAX_LENGTH - 1) {
                    slug.append('-');
                }
                pending = false;
                slug.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                pending = true;
            }
        }
        return slug.length() == 0 ? FALLBACK : slug.toString();
    }
}
