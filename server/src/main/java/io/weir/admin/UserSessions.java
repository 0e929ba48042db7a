package io.weir.admin;

import io.weir.catalog.Digests;
import io.weir.catalog.StoreUnavailableException;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a user's sessions when the user changes. Blocks on the store. */
final class UserSessions {
    private static final Logger log = LoggerFactory.getLogger(UserSessions.class);

    private final Supplier<SessionStore> sessions;
    private final RecentSessions recent;

    UserSessions(Supplier<SessionStore> sessions, RecentSessions recent) {
        this.sessions = sessions;
        this.recent = recent;
    }

    SessionStore store() {
        return sessions.get();
    }

    /** The digest of the session that asks; null where it is none. */
    static @Nullable String current(Call call) {
        String secret = call.client().secret();
        return secret == null || call.caller().way() != Principal.Way.SESSION ? null : Digests.sha256(secret);
    }

    /**
     * The session in which users change their own password goes on. Before the change, so that it holds at every moment.
     *
     * @param now the hash of their password; null for none
     */
    void keepCurrent(Call call, String user, @Nullable String now, String next) throws StoreUnavailableException {
        String digest = current(call);
        if (digest == null
                || now == null
                || now.equals(next)
                || !call.caller().user().equals(user)) {
            return;
        }
        Optional<Session> session = sessions.get().find(digest).map(known -> known.holdingFor(now, next));
        if (session.isPresent()) {
            sessions.get().replace(digest, session.get());
        }
        recent.learn(digest, session);
    }

    /** Ends one session. */
    void end(String digest) throws StoreUnavailableException {
        recent.learn(digest, Optional.empty());
        sessions.get().remove(digest);
    }

    /** Ends those of a user. */
    void endAll(String user, @Nullable String except) throws StoreUnavailableException {
        recent.forget(user, except);
        sessions.get().removeAll(user, except);
    }

    /** Tidies up where a user's sessions hold no more anyway. */
    void drop(String user, @Nullable String except) {
        try {
            endAll(user, except);
        } catch (StoreUnavailableException e) {
            log.debug("sessions of user {} stay until their time is over: {}", user, e.getMessage());
        }
    }
}
