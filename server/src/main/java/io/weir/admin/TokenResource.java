package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.AccessToken;
import io.weir.catalog.Digests;
import io.weir.catalog.Kind;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.publishing.FieldProblem;
import io.weir.publishing.OutcomeUnknownException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /tokens}. An admin sees and ends all, everybody else their own. */
final class TokenResource implements Resource {
    private static final String DIGEST = "sha256";
    private static final String USER = "user";

    static final CatalogObjects.Shape<AccessToken> SHAPE = new CatalogObjects.Shape<>(
            Kind.TOKEN,
            new DefinitionReader<>(AccessToken.class, List.of()),
            new ObjectView<>(Set.of(DIGEST)),
            AccessToken::name,
            Set.of());

    private final CatalogObjects<AccessToken> objects;
    private final Secrets secrets;

    TokenResource(CatalogObjects<AccessToken> objects, Secrets secrets) {
        this.objects = objects;
        this.secrets = secrets;
    }

    @Override
    public Map<String, OperationHandler> handlers() {
        return Map.of(
                "listTokens", call -> objects.list(call, visibleTo(call.caller())),
                "createToken", this::create,
                "getToken", call -> objects.show(call, objects.require(call.id(), visibleTo(call.caller()))),
                "putToken", call -> objects.put(call, call.id(), (body, before, catalog) -> complete(body, before)),
                "deleteToken",
                        call -> objects.delete(call, call.id(), stored -> requireVisible(stored, call.caller())));
    }

    private static Predicate<Stored<AccessToken>> visibleTo(Principal caller) {
        return stored -> caller.isAdmin() || stored.definition().user().equals(caller.user());
    }

    private static void requireVisible(Stored<AccessToken> stored, Principal caller) {
        if (!visibleTo(caller).test(stored)) {
            throw ProblemException.notFound("token: " + stored.definition().id());
        }
    }

    private Answer create(Call call) throws StoreUnavailableException, OutcomeUnknownException {
        Principal caller = call.caller();
        String token = secrets.next(Secrets.TOKEN);
        Stored<AccessToken> stored = objects.create(call, (body, before, catalog) -> {
            String user = body.path(USER).asText(caller.user());
            if (!user.equals(caller.user()) && !caller.isAdmin()) {
                throw ProblemException.invalid(
                        List.of(FieldProblem.of(USER, user, caller.user() + "; only an admin names another")));
            }
            body.put(USER, user);
            body.put(DIGEST, Digests.sha256(token));
        });
        return objects.created(call, stored, view -> view.put("token", token));
    }

    private static void complete(ObjectNode body, @Nullable Stored<AccessToken> before) {
        if (!body.has(DIGEST)) {
            if (before == null) {
                throw ProblemException.invalid(List.of(new FieldProblem(DIGEST, "missing")));
            }
            body.put(DIGEST, before.definition().sha256());
        }
    }
}
