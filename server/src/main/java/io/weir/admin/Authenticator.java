package io.weir.admin;

import io.weir.catalog.AccessToken;
import io.weir.catalog.Catalog;
import io.weir.catalog.Digests;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.session.Session;
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
    private final Supplier<SessionStore> sessions;
    private final RecentSessions recent;
    private final LocalToken localToken;
    private final InstantSource clock;

    Authenticator(
            Supplier<Catalog> catalog,
            Supplier<SessionStore> sessions,
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
        String secret = client.secret();
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
        return Optional.of(principal(user(token.definition().user()), Principal.Way.TOKEN, expires));
    }

    private Principal bySession(String secret) throws StoreUnavailableException {
        String digest = Digests.sha256(secret);
        Optional<Session> found;
        try {
            found = sessions.get().find(digest);
            recent.learn(digest, found);
        } catch (StoreUnavailableException e) {
            found = recent.find(digest);
            if (found.isEmpty()) {
                throw e;
            }
        }
        Session session = found.orElseThrow(
                () -> ProblemException.unauthenticated("the token or session is not known, or has ended"));
        User user = user(session.user());
        if (!session.holdsFor(user.passwordHash())) {
            throw ProblemException.unauthenticated("the session has ended, because the password was changed");
        }
        return principal(user, Principal.Way.SESSION, session.ends());
    }

    private User user(String id) {
        Stored<User> user = catalog.get().user(id);
        if (user == null) {
            throw ProblemException.unauthenticated("its user does not exist any more");
        }
        if (!user.definition().isActive()) {
            throw ProblemException.unauthenticated("its user is suspended");
        }
        return user.definition();
    }

    private static Principal principal(User user, Principal.Way way, @Nullable Instant expires) {
        return new Principal(user.id(), user.name(), user.roles(), user.organization(), way, expires);
    }
}
