package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.Catalog;
import io.weir.catalog.Digests;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /sessions}: log in by password, see who one is, log out. */
final class SessionResource implements Resource {
    static final Duration TTL = Duration.ofHours(8);

    private static final String LOGINS = "weir.admin.logins";

    private final Supplier<Catalog> catalog;
    private final Supplier<SessionStore> sessions;
    private final RecentSessions recent;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Secrets secrets;
    private final InstantSource clock;
    private final MeterRegistry meters;

    SessionResource(
            Supplier<Catalog> catalog,
            Supplier<SessionStore> sessions,
            RecentSessions recent,
            Passwords passwords,
            LoginThrottle throttle,
            Secrets secrets,
            InstantSource clock,
            MeterRegistry meters) {
        this.catalog = catalog;
        this.sessions = sessions;
        this.recent = recent;
        this.passwords = passwords;
        this.throttle = throttle;
        this.secrets = secrets;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "createSession", this::logIn,
                "getSession", call -> Answer.json(200, view(call.caller())),
                "deleteSession", this::logOut);
    }

    private Answer logIn(Call call) throws StoreUnavailableException {
        ObjectNode body = call.object();
        String user = body.path("username").asText();
        String address = call.client().address();
        try {
            throttle.logIn(user, address);
        } catch (ProblemException e) {
            count("throttled");
            throw e;
        }
        LoggedIn known = check(user, body.path("password").asText()).orElseThrow(this::refuse);
        throttle.succeeded(user, address);
        call.trail().isBy(known.user().id());
        call.trail().isAbout(known.user().id());
        requireActive(known.user());
        count("success");
        leaveFormer(call);
        return session(known, call.client());
    }

    /** Told to those alone who know the password. */
    private void requireActive(User user) {
        if (!user.isActive()) {
            count("inactive");
            boolean isPending = user.state() == User.State.PENDING;
            throw isPending
                    ? new ProblemException(403, "user-pending", "user " + user.id() + " waits for an admin to approve")
                    : new ProblemException(403, "user-suspended", "user " + user.id() + " is suspended");
        }
    }

    /** A browser that logs in again leaves the session that it had. */
    private void leaveFormer(Call call) throws StoreUnavailableException {
        String former = call.client().cookie();
        if (former != null) {
            String digest = Digests.sha256(former);
            recent.learn(digest, Optional.empty());
            sessions.get().remove(digest);
        }
    }

    /** A user, and the hash that their password matched. */
    private record LoggedIn(User user, String hash) {
        @Override
        public String toString() {
            return user.toString();
        }
    }

    private Optional<LoggedIn> check(String id, String password) {
        Stored<User> stored = catalog.get().user(id);
        String hash = stored == null ? null : stored.definition().passwordHash();
        if (stored == null || hash == null) {
            passwords.pretend(password);
            return Optional.empty();
        }
        return passwords.matches(password, hash)
                ? Optional.of(new LoggedIn(stored.definition(), hash))
                : Optional.empty();
    }

    private ProblemException refuse() {
        count("failure");
        return new ProblemException(401, "invalid-credentials", "user name or password is wrong");
    }

    private Answer session(LoggedIn known, Client client) throws StoreUnavailableException {
        User user = known.user();
        String token = secrets.next(Secrets.SESSION);
        String digest = Digests.sha256(token);
        Instant ends = clock.instant().plus(TTL);
        Session session = Session.of(user.id(), client.address(), ends, known.hash());
        sessions.get().create(digest, session, TTL);
        recent.learn(digest, Optional.of(session));
        Principal principal = new Principal(
                user.id(), user.name(), user.roles(), user.organization(), Principal.Way.SESSION, session.ends());
        return Answer.json(201, view(principal).put("token", token))
                .with("Set-Cookie", cookie(token, TTL.toSeconds(), client))
                .with("Location", Contract.BASE + "/sessions");
    }

    private Answer logOut(Call call) throws StoreUnavailableException {
        Client client = call.client();
        String secret = client.secret();
        if (secret != null && call.caller().way() == Principal.Way.SESSION) {
            String digest = Digests.sha256(secret);
            recent.learn(digest, Optional.empty());
            sessions.get().remove(digest);
        }
        return Answer.empty(204).with("Set-Cookie", cookie("", 0, client));
    }

    private static String cookie(String value, long maxAge, Client client) {
        return client.entrance().cookie() + "=" + value + "; Path=" + Contract.BASE + "; Max-Age=" + maxAge
                + "; HttpOnly; SameSite=Strict" + (client.isSecure() ? "; Secure" : "");
    }

    private static ObjectNode view(Principal principal) {
        ObjectNode view = AdminJson.MAPPER.createObjectNode();
        view.put("user", principal.user());
        view.put("name", principal.name());
        view.put("organization", principal.organization());
        view.set("roles", AdminJson.MAPPER.valueToTree(principal.roles()));
        view.put("expires", text(principal.expires()));
        return view;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private void count(String result) {
        meters.counter(LOGINS, "result", result).increment();
    }
}
