package io.weir.admin.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers browsers with the built pages: each page's shell for whatever path below it, since the page finds its own way, and files below
 * {@code assets/} by their names. All is in memory, so nothing here waits. Event loop of the listener.
 */
public final class PageServer {
    private static final String ASSETS = "assets/";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    /** Styles may be inline because the component library sets sizes and colours so; scripts may not, and nothing comes from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "Vary", "Accept-Encoding");

    private final PageFiles files;

    public PageServer(PageFiles files) {
        this.files = files;
    }

    /** The pages: what is served below which path. */
    public enum Page {
        ADMIN("/admin/", "admin.html"),
        PORTAL("/portal/", "portal.html");

        private final String path;
        private final String shell;

        Page(String path, String shell) {
            this.path = path;
            this.shell = shell;
        }
    }

    /** Serves a page by this router; what is not there is left to its later routes. */
    public void mount(Router router, Page page) {
        router.route(page.path + "*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(at -> serve(at, page));
        redirect(router, page.path.substring(0, page.path.length() - 1), page.path);
    }

    /** Leads who asks for nothing in particular to a page. */
    public void mountIndex(Router router, Page page) {
        redirect(router, "/", page.path);
    }

    private static void redirect(Router router, String from, String to) {
        router.route(from).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> {
            if (context.request().path().equals(from)) {
                context.response()
                        .setStatusCode(302)
                        .putHeader(HttpHeaders.LOCATION, to)
                        .end();
            } else {
                context.next();
            }
        });
    }

    private void serve(RoutingContext context, Page page) {
        String path = context.request().path();
        String below = path.startsWith(page.path) ? path.substring(page.path.length()) : "";
        Optional<PageFile> file = files.find(below.startsWith(ASSETS) ? below : page.shell);
        file.ifPresentOrElse(found -> send(context.request(), found), context::next);
    }

    private static void send(HttpServerRequest request, PageFile file) {
        HttpServerResponse response = request.response();
        ALWAYS.forEach(response::putHeader);
        response.putHeader(HttpHeaders.ETAG, file.etag());
        response.putHeader(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? FOREVER : "no-cache");
        if (isKnown(request, file.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        boolean isZipped = takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        Buffer body = isZipped ? file.gzip() : file.plain();
        if (isZipped) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static boolean isKnown(HttpServerRequest request, String etag) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return known != null && (known.equals("*") || known.contains(etag));
    }

    /** Whether {@code Accept-Encoding} (RFC 9110, 12.5.3) names gzip, and not to refuse it. */
    static boolean takesGzip(@Nullable String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.split(",", -1)) {
            String[] parts = coding.strip().split("\\s*;\\s*", -1);
            if (parts[0].equalsIgnoreCase("gzip")) {
                return parts.length < 2 || !parts[1].matches("(?i)q=0(\\.0*)?");
            }
        }
        return false;
    }
}
