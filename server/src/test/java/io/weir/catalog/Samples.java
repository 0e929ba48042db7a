package io.weir.catalog;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Definitions for tests, valid and small. */
public final class Samples {
    private Samples() {}

    public static Organization organization(String id) {
        return new Organization(id, "Organization " + id);
    }

    public static Api api(String id) {
        return api(id, "/" + id + "/{version}", null);
    }

    public static Api api(String id, String context, Api.@Nullable DocumentRef document) {
        return new Api(
                id,
                "API " + id,
                "1.0",
                null,
                context,
                Organization.DEFAULT,
                Api.Visibility.PUBLIC,
                List.of(new Api.Resource("GET", "/items/{id}"), new Api.Resource("*", "/*")),
                new EndpointDefinition(
                        EndpointDefinition.Type.SINGLE,
                        EndpointDefinition.Algorithm.ROUND_ROBIN,
                        List.of(new EndpointDefinition.Target(URI.create("http://127.0.0.1:8081/base"), 1)),
                        null,
                        EndpointDefinition.Protocol.AUTO),
                new Api.Security(Api.Security.Type.API_KEY),
                List.of(),
                List.of("gold"),
                Lifecycle.PUBLISHED,
                document,
                null);
    }

    public static Plan plan(String id) {
        LimitDefinition limit = new LimitDefinition(
                "hour",
                LimitDefinition.Scope.APPLICATION,
                1000,
                Period.parse("PT1H"),
                LimitDefinition.Algorithm.FIXED,
                null,
                LimitDefinition.OnStoreFailure.APPROXIMATE);
        return new Plan(id, "Plan " + id, "what it is for", List.of(limit), Plan.Approval.AUTO);
    }

    public static Application application(String id) {
        return new Application(id, "Application " + id, null, Organization.DEFAULT, null, false);
    }

    public static ApiKey key(String id, String application) {
        return new ApiKey(id, application, Digests.sha256(id), null, Instant.parse("2030-01-02T03:04:05Z"));
    }

    public static AccessToken token(String id) {
        return new AccessToken(id, "admin", Digests.sha256(id), "for scripts", null);
    }

    public static User user(String id) {
        return new User(id, "User " + id, Set.of(Role.ADMIN, Role.VIEWER), Organization.DEFAULT, "$argon2id$x");
    }

    public static Subscription subscription(String id, String application, String api) {
        return new Subscription(id, application, api, "gold", Subscription.State.ACTIVE);
    }

    /** One of each kind. */
    public static List<Definition> oneOfEach() {
        return List.of(
                organization("default"),
                user("admin"),
                token("t1"),
                plan("gold"),
                api("pets"),
                application("app"),
                key("k1", "app"),
                subscription("s1", "app", "pets"));
    }
}
