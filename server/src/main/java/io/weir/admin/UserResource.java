package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Digests;
import io.weir.catalog.Kind;
import io.weir.catalog.Role;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.OutcomeUnknownException;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /users} and {@code /roles}. Setting passwords comes with a later version; hashes come and go by export. */
final class UserResource implements Resource {
    private static final String HASH = "passwordHash";

    static final CatalogObjects.Shape<User> SHAPE = new CatalogObjects.Shape<>(
            Kind.USER,
            new DefinitionReader<>(User.class, List.of()),
            new ObjectView<>(Set.of(HASH)),
            User::name,
            Set.of());

    private final CatalogObjects<User> objects;
    private final Supplier<SessionStore> sessions;
    private final RecentSessions recent;
    private final Contract contract;

    UserResource(
            CatalogObjects<User> objects, Supplier<SessionStore> sessions, RecentSessions recent, Contract contract) {
        this.objects = objects;
        this.sessions = sessions;
        this.recent = recent;
        this.contract = contract;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listUsers", call -> objects.list(call, stored -> true),
                "getUser", call -> objects.show(call, objects.require(call.id(), stored -> true)),
                "putUser", this::put,
                "deleteUser", call -> objects.delete(call, call.id(), stored -> {}),
                "listRoles", call -> listRoles());
    }

    private Answer put(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        keepSession(call);
        return objects.put(call, call.id(), (body, before, catalog) -> complete(body, before));
    }

    /** The session in which users change their own password goes on. Before the change, so that it holds at every moment. */
    private void keepSession(Call call) throws StoreUnavailableException {
        String secret = call.client().secret();
        String next = call.object().path(HASH).textValue();
        Stored<User> user = objects.catalog().user(call.id());
        String now = user == null ? null : user.definition().passwordHash();
        boolean isOwn = call.caller().way() == Principal.Way.SESSION
                && call.caller().user().equals(call.id());
        if (isOwn && secret != null && now != null && next != null && !next.equals(now)) {
            String digest = Digests.sha256(secret);
            Session session = Session.of(call.id(), now, next);
            sessions.get().replace(digest, session);
            recent.learn(digest, Optional.of(session));
        }
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
