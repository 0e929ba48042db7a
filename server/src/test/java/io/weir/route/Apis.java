package io.weir.route;

import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Organization;
import java.util.Arrays;
import java.util.List;

/** API definitions for tests. */
final class Apis {
    private Apis() {}

    /** A published API of the default organization; resources are written {@code "GET /pets"}. */
    static Api api(String id, String context, String... resources) {
        return api(id, Organization.DEFAULT, context, Lifecycle.PUBLISHED, resources);
    }

    static Api api(String id, String organization, String context, Lifecycle lifecycle, String... resources) {
        return new Api(
                id,
                id,
                "1.0",
                null,
                context,
                organization,
                Api.Visibility.PUBLIC,
                Arrays.stream(resources).map(Apis::resource).toList(),
                null,
                new Api.Security(Api.Security.Type.API_KEY),
                List.of(),
                List.of(),
                lifecycle,
                null,
                null);
    }

    private static Api.Resource resource(String text) {
        String[] parts = text.split(" ", 2);
        return new Api.Resource(parts[0], parts[1]);
    }
}
