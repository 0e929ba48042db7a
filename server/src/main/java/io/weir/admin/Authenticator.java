package io.weir.admin;

import io.weir.catalog.AccessToken;
import io.weir.catalog.Catalog;
import io.weir.catalog.Digests;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.session.SessionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls: the node's local token, an access token of the catalogue, or a session. Sessions are asked of the store, so this
 * blocks; on threads of {@link Lanes}.
 */
final class Authenticator {
    private final Supplier<Catalog> catalog;
    private final SessionStore sessions;
    private final RecentSessions recent;
    private final LocalToken localToken;
    private final InstantSource clock;

    Authenticator(
            Supplier<Catalog> catalog,
            SessionStore sessions,
            RecentSessions recent,
            LocalToken localToken,
            InstantSource clock) {
        this.catalog = catalog;
        this.sessions = sessions;
        this.recent = recent;
        this.localToken = localToken;
        this.clock = clock;
    }

    /** @throws ProblemException 401 where nobody is known by what the client shows */
    Principal authenticate(Client client) throws StoreUnavailableException {
        String bearer = client.bearer();
        String secret = bearer == null ? client.cookie() : bearer;
        if (secret == null) {
            throw ProblemException.unauthenticated("no token and no session (expected: Authorization: Bearer …)");
        }
        Optional<Principal> known = bearer == null ? Optional.empty() : byToken(bearer, client);
        return known.isPresent() ? known.get() : bySession(secret);
    }

    private Optional<Principal> byToken(String bearer, Client client) {
        Optional<Principal> local = localToken.find(bearer, client.isLocal());
        if (local.isPresent()) {
            return local;
        }
        Stored<AccessToken> token = catalog.get().tokenBySha256(Digests.sha256(bearer));
        if (token == null) {
            return Optional.empty();
        }
        Instant expires = token.definition().expires();
        if (expires != null && !expires.isAfter(clock.instant())) {
            throw ProblemException.unauthenticated("the token has expired");
        }
        return Optional.of(principal(token.definition().user(), Principal.Way.TOKEN, expires));
    }

    private Principal bySession(String secret) throws StoreUnavailableException {
        String digest = Digests.sha256(secret);
        Optional<String> user;
        try {
            user = sessions.find(digest);
            recent.learn(digest, user);
        } catch (StoreUnavailableException e) {
            user = recent.find(digest);
            if (user.isEmpty()) {
                throw e;
            }
        }
        return principal(
                user.orElseThrow(
                        () -> ProblemException.unauthenticated("the token or session is not known, or has ended")),
                Principal.Way.SESSION,
                null);
    }

    private Principal principal(String id, Principal.Way way, @Nullable Instant expires) {
        Stored<User> user = catalog.get().user(id);
        if (user == null) {
            throw ProblemException.unauthenticated("its user does not exist any more");
        }
        User definition = user.definition();
        return new Principal(id, definition.name(), definition.roles(), definition.organization(), way, expires);
    }
}
