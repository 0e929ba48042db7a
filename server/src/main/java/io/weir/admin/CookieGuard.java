package io.weir.admin;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from using a browser's session: beside {@code SameSite=Strict}, a change that comes with the cookie must not name
 * another origin, and must be a request that a page of another origin cannot send without asking first (Fetch, CORS preflight).
 */
final class CookieGuard {
    private static final Set<String> SENT_BY_FORMS =
            Set.of("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    private CookieGuard() {}

    /** @throws ProblemException 403 where another site may be behind it */
    static void require(HttpMethod method, Parameters parameters, Client client) {
        if (method.equals(HttpMethod.GET)) {
            return;
        }
        String origin = parameters.header("Origin");
        if (origin != null && !isOwn(origin, client.authority())) {
            throw ProblemException.forbidden("Origin: " + origin + " (expected: this server's own)");
        }
        boolean isSimple = method.equals(HttpMethod.POST)
                && SENT_BY_FORMS.contains(mediaType(parameters.header("Content-Type")))
                && parameters.header("X-Requested-With") == null;
        if (isSimple) {
            throw ProblemException.forbidden(
                    "a POST with the session cookie (expected: a content type that forms cannot send, or X-Requested-With)");
        }
    }

    static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
