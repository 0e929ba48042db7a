package io.weir.policy.apikey;

import io.weir.catalog.ApiKey;
import io.weir.catalog.Application;
import io.weir.catalog.Digests;
import io.weir.catalog.Stored;
import io.weir.exchange.GatewayError.Forbidden;
import io.weir.exchange.GatewayError.Unauthenticated;
import io.weir.exchange.GatewayRequest;
import io.weir.policy.Phase;
import io.weir.policy.Policy;
import io.weir.policy.RoutedExchange;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an API key in the header {@value #HEADER} or else the query parameter {@value #PARAMETER}, and finds the application it
 * belongs to. Missing or unknown: 401. Expired, or of a suspended application: 403. Looks only at the catalogue in memory, so it holds
 * while the data store is away (fail-closed for keys that the node has not seen).
 */
public final class ApiKeyPolicy implements Policy {
    /** The header field of the key. */
    public static final String HEADER = "X-API-Key";

    /** The query parameter of the key. */
    public static final String PARAMETER = "apikey";

    private static final Unauthenticated MISSING =
            new Unauthenticated("no API key (expected: header " + HEADER + " or query parameter " + PARAMETER + ")");
    private static final Unauthenticated UNKNOWN = new Unauthenticated("the API key is not known here");

    private final InstantSource clock;

    public ApiKeyPolicy(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Phase phase() {
        return Phase.AUTHENTICATE;
    }

    @Override
    public void apply(RoutedExchange exchange, Next next) {
        String text = presentedKey(exchange.request());
        if (text == null || text.isEmpty()) {
            next.refuse(MISSING);
            return;
        }
        Stored<ApiKey> key = exchange.catalog().keyBySha256(Digests.sha256(text));
        Stored<Application> application = key == null
                ? null
                : exchange.catalog().application(key.definition().application());
        if (key == null || application == null) {
            next.refuse(UNKNOWN);
            return;
        }
        Instant expires = key.definition().expires();
        if (expires != null && !clock.instant().isBefore(expires)) {
            next.refuse(new Forbidden("api-key-expired", "the API key expired at " + expires));
        } else if (application.definition().suspended()) {
            next.refuse(new Forbidden(
                    "application-suspended",
                    "application " + application.definition().id() + " is suspended"));
        } else {
            exchange.identify(application.definition());
            next.proceed();
        }
    }

    private static @Nullable String presentedKey(GatewayRequest request) {
        String header = request.headers().get(HEADER);
        return header != null ? header : KeyQuery.valueOf(request.query());
    }
}
