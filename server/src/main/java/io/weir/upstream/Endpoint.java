package io.weir.upstream;

import io.weir.catalog.EndpointDefinition.Target;
import java.net.URI;

/**
 * One server with the base path that an API has on it. Immutable but for the health of the server behind it. Any thread.
 */
public final class Endpoint {
    private final URI url;
    private final int weight;
    private final String basePath;
    private final Origin origin;

    Endpoint(Target target, Origin origin) {
        this.url = target.url();
        this.weight = target.weight();
        this.basePath = basePathOf(target.url());
        this.origin = origin;
    }

    private static String basePathOf(URI url) {
        String path = url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** As it was defined. */
    public URI url() {
        return url;
    }

    /** Its share, 0 to 1000. */
    public int weight() {
        return weight;
    }

    /** Host and port as they stand in {@code Host}; a default port is left out. */
    public String authority() {
        return origin.authority();
    }

    /** What stands before a resource path; empty or starting with {@code /}, never ending with one. */
    public String basePath() {
        return basePath;
    }

    /** False while failed connections keep it out. */
    public boolean isIn() {
        return origin.health().isIn();
    }

    Origin origin() {
        return origin;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
