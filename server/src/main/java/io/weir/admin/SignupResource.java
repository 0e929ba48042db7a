package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.Kind;
import io.weir.catalog.Role;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.publishing.CatalogEditor;
import io.weir.publishing.OutcomeUnknownException;
import io.weir.publishing.RefusedException;
import io.weir.session.PortalSettings;
import io.weir.session.PortalSettingsStore;
import io.weir.session.Signup;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /signup}: people make themselves subscribers, where the portal's settings let them. That a name is taken is said, since a log-in
 * right after would tell it anyway; the throttle keeps it from being asked often.
 */
final class SignupResource implements Resource {
    /** So many can wait for approval. */
    static final int MAX_PENDING = 1000;

    /** Users whom the node itself speaks for, whether they exist or not. */
    private static final Set<String> RESERVED = Set.of(FirstAdmin.ID, FirstAdmin.AUTHOR);

    private final CatalogEditor editor;
    private final Supplier<PortalSettingsStore> settings;
    private final Passwords passwords;
    private final LoginThrottle throttle;

    SignupResource(
            CatalogEditor editor, Supplier<PortalSettingsStore> settings, Passwords passwords, LoginThrottle throttle) {
        this.editor = editor;
        this.settings = settings;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "getSignup",
                call -> Answer.json(200, Map.of("signup", settings.get().read().signup())),
                "signUp",
                this::signUp);
    }

    private Answer signUp(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        PortalSettings now = settings.get().read();
        if (now.signup() == Signup.CLOSED) {
            throw new ProblemException(403, "signup-closed", "signup: closed (expected: an admin makes the user)");
        }
        throttle.signUp(call.client().address());
        ObjectNode body = call.object();
        String id = body.path("username").asText();
        call.trail().isAbout(id);
        String password = body.path(PasswordRules.PASSWORD).asText();
        PasswordRules.require(password, id);
        User user = new User(
                id,
                body.path("name").asText(),
                body.path("email").textValue(),
                Set.of(Role.SUBSCRIBER),
                now.organization(),
                now.signup() == Signup.OPEN ? User.State.ACTIVE : User.State.PENDING,
                passwords.hash(password));
        Stored<User> stored = editor.create(
                catalog -> {
                    requireRoom(user, catalog);
                    return user;
                },
                id);
        call.trail().isBy(id);
        call.trail()
                .changed(
                        null,
                        UserResource.SHAPE.view().export(stored),
                        UserResource.SHAPE.view().secrets());
        call.trail().made(stored.revision());
        return Answer.json(user.isActive() ? 201 : 202, Map.of("username", id, "state", user.state()));
    }

    private static void requireRoom(User user, Catalog catalog) {
        if (RESERVED.contains(user.id())) {
            throw RefusedException.conflict("already-exists", "user " + user.id() + " exists");
        }
        int waiting = 0;
        for (Stored<?> stored : catalog.all(Kind.USER)) {
            waiting += ((User) stored.definition()).state() == User.State.PENDING ? 1 : 0;
        }
        if (!user.isActive() && waiting >= MAX_PENDING) {
            throw RefusedException.conflict(
                    "too-many-pending", waiting + " users wait for approval (expected: less than " + MAX_PENDING + ")");
        }
    }
}
