package io.weir.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Catalog;
import io.weir.catalog.StoreUnavailableException;
import io.weir.session.SessionStore.Lasting;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /users/{id}/sessions}: where a user is logged in. For admins, and for the user. */
final class UserSessionResource implements Resource {
    private static final int ID_DIGITS = 16;

    private final Supplier<Catalog> catalog;
    private final UserSessions sessions;

    UserSessionResource(Supplier<Catalog> catalog, UserSessions sessions) {
        this.catalog = catalog;
        this.sessions = sessions;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of("listUserSessions", this::list, "endUserSession", this::end, "endUserSessions", this::endAll);
    }

    private Answer list(Call call) throws StoreUnavailableException {
        String user = requireUser(call);
        String current = UserSessions.current(call);
        ObjectNode answer = AdminJson.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (Lasting session : sessions.store().of(user)) {
            ObjectNode item = items.addObject();
            item.put("id", id(session));
            item.put("started", session.ends().minus(SessionResource.TTL).toString());
            item.put("ends", session.ends().toString());
            item.put("address", session.address());
            item.put("current", session.sha256().equals(current));
        }
        answer.putNull("next");
        return Answer.json(200, answer);
    }

    private Answer end(Call call) throws StoreUnavailableException {
        String user = requireUser(call);
        String id = call.parameters().path("session");
        for (Lasting session : sessions.store().of(user)) {
            if (id(session).equals(id)) {
                sessions.end(session.sha256());
                return Answer.empty(204);
            }
        }
        throw ProblemException.notFound("session: " + id);
    }

    private Answer endAll(Call call) throws StoreUnavailableException {
        String user = requireUser(call);
        boolean keepsCurrent = call.parameters().query("keepCurrent", "false").equals("true");
        sessions.endAll(user, keepsCurrent ? UserSessions.current(call) : null);
        return Answer.empty(204);
    }

    private String requireUser(Call call) {
        String user = call.id();
        boolean isAllowed = call.caller().isAdmin() || call.caller().user().equals(user);
        if (!isAllowed || catalog.get().user(user) == null) {
            throw ProblemException.notFound("user: " + user);
        }
        return user;
    }

    /** The digest is no secret, and so many digits of it tell sessions of one user apart. */
    private static String id(Lasting session) {
        return session.sha256().substring(0, ID_DIGITS);
    }
}
