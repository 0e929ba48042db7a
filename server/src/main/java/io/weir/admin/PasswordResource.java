package io.weir.admin;

import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.OutcomeUnknownException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /users/{id}/password}: one's own with the present one, and any user's by an admin. */
final class PasswordResource implements Resource {
    private static final String CURRENT = "current";

    private final CatalogObjects<User> objects;
    private final UserSessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;

    PasswordResource(CatalogObjects<User> objects, UserSessions sessions, Passwords passwords, LoginThrottle throttle) {
        this.objects = objects;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("setPassword", this::set);
    }

    private Answer set(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        Principal caller = call.caller();
        String id = call.id();
        Stored<User> user =
                objects.require(id, stored -> caller.isAdmin() || caller.user().equals(id));
        String now = user.definition().passwordHash();
        if (caller.user().equals(id) && caller.way() != Principal.Way.LOCAL_TOKEN) {
            requireCurrent(call, id, now);
        }
        String password = call.object().path(PasswordRules.PASSWORD).asText();
        PasswordRules.require(password, id);
        String next = passwords.hash(password);
        sessions.keepCurrent(call, id, now, next);
        objects.change(call, id, stored -> {}, stored -> stored.withPassword(next));
        sessions.drop(id, caller.user().equals(id) ? UserSessions.current(call) : null);
        return Answer.empty(204);
    }

    private void requireCurrent(Call call, String user, @Nullable String hash) {
        String current = call.object().path(CURRENT).textValue();
        if (current == null) {
            throw ProblemException.invalid(List.of(new FieldProblem(CURRENT, "missing")));
        }
        String address = call.client().address();
        throttle.logIn(user, address);
        if (hash == null || !passwords.matches(current, hash)) {
            throw new ProblemException(403, "wrong-password", "current: *** (expected: the present password)");
        }
        throttle.succeeded(user, address);
    }
}
