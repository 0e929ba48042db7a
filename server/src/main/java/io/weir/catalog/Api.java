package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published API: where it lives on the gateway, what it offers, where it goes, and what is asked of its callers.
 *
 * @param name free text
 * @param version free text without {@code /}, 1.0 unless given; stands for <code>{version}</code> in the context
 * @param description free text, may be null
 * @param context base path such as {@code /petstore/{version}}; starts with {@code /}, ends without one, {@code /} alone for the root
 * @param organization the id of its organization; the default one unless given
 * @param visibility who sees it in the portal; public unless given
 * @param resources what it offers
 * @param endpoint where it goes; null until one is set, and then it cannot be published
 * @param security what identifies a caller; an API key unless told otherwise
 * @param policies further policies, in order within their phase
 * @param plans the ids of the plans that it can be subscribed under
 * @param lifecycle where it is between made and retired; CREATED unless given
 * @param document which imported document it comes from; null for one made by hand
 * @param analytics what is kept of its calls; null for the defaults
 */
public record Api(
        String id,
        String name,
        String version,
        @Nullable String description,
        String context,
        String organization,
        Visibility visibility,
        List<Resource> resources,
        @Nullable EndpointDefinition endpoint,
        Security security,
        List<PolicyDefinition> policies,
        List<String> plans,
        Lifecycle lifecycle,
        @Nullable DocumentRef document,
        @Nullable AnalyticsDefinition analytics)
        implements Definition {

    private static final String DEFAULT_VERSION = "1.0";
    private static final int MAX_VERSION = 200;

    /** Who sees an API in the portal. */
    public enum Visibility {
        @JsonProperty("public")
        PUBLIC,
        @JsonProperty("private")
        PRIVATE
    }

    /**
     * One operation.
     *
     * @param method upper case, or {@code *} for any
     * @param path below the context, starts with {@code /}: literals, <code>{name}</code> templates, a final <code>/*</code> for any rest
     */
    public record Resource(String method, String path) {}

    /** What identifies a caller. */
    public record Security(Type type) {
        static final Security OF_KEY = new Security(Type.API_KEY);

        public Security {
            type = orElse(type, Type.API_KEY);
        }

        /** The ways to identify a caller. */
        public enum Type {
            /** Header {@code X-API-Key}, else query {@code apikey}. */
            @JsonProperty("api-key")
            API_KEY,
            /** Anybody may call; no plan applies. */
            @JsonProperty("none")
            NONE
        }
    }

    /**
     * A policy as configured on an API.
     *
     * @param name one of the built-in policies
     * @param config what its factory reads
     */
    public record PolicyDefinition(String name, JsonNode config) {}

    /**
     * Where the imported document lies in the store.
     *
     * @param sha256 of its bytes
     * @param chunks into how many parts it is cut
     * @param mediaType as it was sent
     */
    public record DocumentRef(String sha256, int chunks, String mediaType) {}

    public Api {
        Ids.requireId(id, "id");
        Ids.requireName(name, "name");
        version = orElse(version, DEFAULT_VERSION);
        organization = orElse(organization, Organization.DEFAULT);
        visibility = orElse(visibility, Visibility.PUBLIC);
        resources = List.copyOf(orElse(resources, List.of()));
        security = orElse(security, Security.OF_KEY);
        policies = List.copyOf(orElse(policies, List.of()));
        plans = List.copyOf(orElse(plans, List.of()));
        lifecycle = orElse(lifecycle, Lifecycle.CREATED);
        Ids.requireId(organization, "organization");
        if (context == null || !context.startsWith("/")) {
            throw new InvalidDefinitionException("context", context, "a path that starts with /");
        }
        if (version.isBlank() || version.length() > MAX_VERSION || version.indexOf('/') >= 0) {
            throw new InvalidDefinitionException("version", version, "1 to " + MAX_VERSION + " characters without /");
        }
    }

    /** This API under another id. */
    public Api withId(String next) {
        return copy(next, lifecycle, document);
    }

    /** This API at another point of its life. */
    public Api withLifecycle(Lifecycle next) {
        return copy(id, next, document);
    }

    /** This API with another imported document; its resources stay. */
    public Api withDocument(@Nullable DocumentRef next) {
        return copy(id, lifecycle, next);
    }

    private Api copy(String nextId, Lifecycle nextLifecycle, @Nullable DocumentRef nextDocument) {
        return new Api(
                nextId,
                name,
                version,
                description,
                context,
                organization,
                visibility,
                resources,
                endpoint,
                security,
                policies,
                plans,
                nextLifecycle,
                nextDocument,
                analytics);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** The context with this API's version in the place of <code>{version}</code>. */
    public String resolvedContext() {
        return context.replace("{version}", version);
    }

    /** What is kept of its calls. */
    public AnalyticsDefinition analyticsOrDefaults() {
        return analytics == null ? AnalyticsDefinition.DEFAULTS : analytics;
    }

    @Override
    public Kind kind() {
        return Kind.API;
    }
}
