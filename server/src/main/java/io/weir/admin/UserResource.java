package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Kind;
import io.weir.catalog.Role;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.OutcomeUnknownException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /users} and {@code /roles}. A user who is suspended or deleted gets in with nothing, on each node as soon as it follows. */
final class UserResource implements Resource {
    private static final String HASH = "passwordHash";

    static final CatalogObjects.Shape<User> SHAPE = new CatalogObjects.Shape<>(
            Kind.USER,
            new DefinitionReader<>(User.class, List.of()),
            new ObjectView<>(Set.of(HASH)),
            User::name,
            Set.of());

    private final CatalogObjects<User> objects;
    private final UserSessions sessions;
    private final Passwords passwords;
    private final Contract contract;

    UserResource(CatalogObjects<User> objects, UserSessions sessions, Passwords passwords, Contract contract) {
        this.objects = objects;
        this.sessions = sessions;
        this.passwords = passwords;
        this.contract = contract;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listUsers", this::list,
                "createUser", this::create,
                "getUser", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putUser", this::put,
                "deleteUser", this::delete,
                "approveUser", this::approve,
                "listRoles", call -> listRoles());
    }

    private Answer list(Call call) {
        String state = call.parameters().query("state");
        Predicate<Stored<User>> wanted =
                stored -> state == null || label(stored.definition().state()).equals(state);
        return objects.list(call, visibleTo(call.caller()).and(wanted));
    }

    private static String label(User.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Predicate<Stored<User>> visibleTo(Principal caller) {
        return stored -> {
            User user = stored.definition();
            return caller.user().equals(user.id())
                    || (caller.hasAny(Set.of(Role.ADMIN, Role.VIEWER)) && caller.sees(user.organization()));
        };
    }

    private Answer create(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        String password = call.object().path(PasswordRules.PASSWORD).textValue();
        if (password != null) {
            PasswordRules.require(password, call.object().path(ObjectView.ID).asText("admin"));
        }
        String hash = password == null ? null : passwords.hash(password);
        return objects.createAndShow(call, (body, before, catalog) -> {
            body.remove(PasswordRules.PASSWORD);
            if (hash != null) {
                body.put(HASH, hash);
            }
        });
    }

    private Answer put(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        String next = call.object().path(HASH).textValue();
        Stored<User> user = objects.catalog().user(call.id());
        if (next != null && user != null) {
            sessions.keepCurrent(call, call.id(), user.definition().passwordHash(), next);
        }
        Answer answer = objects.put(call, call.id(), (body, before, catalog) -> complete(body, before));
        Stored<User> after = objects.catalog().user(call.id());
        if (after != null && !after.definition().isActive()) {
            sessions.drop(call.id(), null);
        }
        return answer;
    }

    private static void complete(ObjectNode body, @Nullable Stored<User> before) {
        String hash = body.path(HASH).textValue();
        if (hash != null && !Passwords.isAcceptable(hash)) {
            throw ProblemException.invalid(List.of(FieldProblem.of(
                    HASH, "***", "an Argon2id hash in the PHC string form that costs at most " + Passwords.MOST)));
        }
        if (hash == null && before != null) {
            body.put(HASH, before.definition().passwordHash());
        }
    }

    private Answer delete(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        Answer answer = objects.delete(call, call.id(), stored -> {});
        sessions.drop(call.id(), null);
        return answer;
    }

    private Answer approve(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        return objects.change(call, call.id(), UserResource::requirePending, user -> user.in(User.State.ACTIVE));
    }

    private static void requirePending(Stored<User> stored) {
        User user = stored.definition();
        if (user.state() != User.State.PENDING) {
            throw new ProblemException(
                    409, "not-pending", "user " + user.id() + " is " + label(user.state()) + " (expected: pending)");
        }
    }

    private Answer listRoles() {
        ObjectNode answer = AdminJson.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (Role role : Role.values()) {
            ObjectNode item = items.addObject();
            item.set(ObjectView.ID, AdminJson.MAPPER.valueToTree(role));
            contract.operationsOf(role).forEach(item.withArray("operations")::add);
        }
        answer.putNull("next");
        return Answer.json(200, answer);
    }
}
