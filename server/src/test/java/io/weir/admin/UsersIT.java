package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.Role;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users, their passwords and where they are logged in. */
class UsersIT {
    private static final String PASSWORD = "a good long one";

    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void makesUsersWhoCanLogIn() throws Exception {
        Answered made = make("alice", "viewer");
        Answered again = make("alice", "viewer");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("state").asText()).isEqualTo("active");
        assertThat(made.json().path("email").asText()).isEqualTo("alice@example.org");
        assertThat(made.text()).doesNotContain(PASSWORD, "argon2id");
        assertThat(again.code()).isEqualTo("already-exists");
        assertThat(logIn("alice", PASSWORD).json().path("organization").asText())
                .isEqualTo("default");
    }

    @Test
    void refusesPasswordsThatAreEasyToGuess() throws Exception {
        for (String easy : new String[] {"short", "easy-easy-easy", "1234567890", "aaaaaaaaaaaaaa"}) {
            Answered refused = admin.post(
                    "/users", "{\"id\":\"easy\",\"name\":\"E\",\"roles\":[],\"password\":\"%s\"}".formatted(easy));

            assertThat(refused.errorPaths()).as(easy).containsExactly("password");
            assertThat(refused.text()).doesNotContain(easy);
        }
    }

    @Test
    void changesOnesOwnPasswordWithThePresentOne() throws Exception {
        make("bob", "subscriber");
        String session = sessionOf("bob");
        String other = sessionOf("bob");

        Answered missing = admin.postAs(session, "/users/bob/password", "{\"password\":\"another good one\"}");
        Answered wrong = change(session, "bob", "wrong", "another good one");
        Answered foreign = change(session, "admin", PASSWORD, "another good one");
        Answered changed = change(session, "bob", PASSWORD, "another good one");

        assertThat(missing.errorPaths()).containsExactly("current");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("wrong-password");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(changed.status()).isEqualTo(204);
        assertThat(whoIs(session).status()).isEqualTo(200);
        assertThat(whoIs(other).status()).isEqualTo(401);
        assertThat(logIn("bob", PASSWORD).status()).isEqualTo(401);
        assertThat(logIn("bob", "another good one").status()).isEqualTo(201);
    }

    @Test
    void slowsDownWhoGuessesThePresentPassword() throws Exception {
        make("guest", "viewer");
        String session = sessionOf("guest");
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            assertThat(change(session, "guest", "wrong" + i, "another good one").status())
                    .isEqualTo(403);
        }

        assertThat(change(session, "guest", PASSWORD, "another good one").status())
                .isEqualTo(429);
    }

    @Test
    void letsAdminsSetAnyPasswordAndEndsAllSessions() throws Exception {
        make("carol", "viewer");
        String session = sessionOf("carol");
        String asAdmin = admin.tokenOf(Role.ADMIN);

        Answered set = admin.postAs(asAdmin, "/users/carol/password", "{\"password\":\"set by an admin\"}");
        Answered own = admin.post("/users/admin/password", "{\"password\":\"by the local token\"}");

        assertThat(set.status()).isEqualTo(204);
        assertThat(whoIs(session).status()).isEqualTo(401);
        assertThat(logIn("carol", "set by an admin").status()).isEqualTo(201);
        assertThat(own.status()).isEqualTo(204);
        assertThat(logIn("admin", "by the local token").status()).isEqualTo(201);
    }

    @Test
    void keepsSuspendedUsersOut() throws Exception {
        make("dave", "viewer");
        String session = sessionOf("dave");
        String token = admin.tokenOf("dave");

        admin.put("/users/dave", "{\"name\":\"D\",\"roles\":[\"viewer\"],\"state\":\"suspended\"}");

        assertThat(whoIs(session).status()).isEqualTo(401);
        assertThat(whoIs(token).status()).isEqualTo(401);
        assertThat(logIn("dave", "wrong").code()).isEqualTo("invalid-credentials");
        assertThat(logIn("dave", PASSWORD).code()).isEqualTo("user-suspended");

        admin.put("/users/dave", "{\"name\":\"D\",\"roles\":[\"viewer\"]}");

        assertThat(whoIs(token).status()).isEqualTo(200);
        assertThat(whoIs(session).status()).isEqualTo(401);
        assertThat(logIn("dave", PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void keepsTheLastActiveAdministrator() throws Exception {
        make("second", "admin");
        admin.put("/users/second", "{\"name\":\"S\",\"roles\":[\"admin\"],\"state\":\"suspended\"}");

        Answered suspended =
                admin.put("/users/admin", "{\"name\":\"A\",\"roles\":[\"admin\"],\"state\":\"suspended\"}");

        assertThat(suspended.code()).isEqualTo("last-admin");
    }

    @Test
    void endsSessionsOfAUserWhoIsGoneEvenUnderTheSameName() throws Exception {
        make("erin", "viewer");
        String session = sessionOf("erin");

        admin.delete("/users/erin");
        make("erin", "viewer");

        assertThat(whoIs(session).status()).isEqualTo(401);
        assertThat(admin.get("/users/erin/sessions").json().path("items")).isEmpty();
    }

    @Test
    void showsAndEndsSessions() throws Exception {
        make("frank", "viewer");
        String first = sessionOf("frank");
        String second = sessionOf("frank");
        String third = sessionOf("frank");

        JsonNode listed =
                admin.send(admin.request("/users/frank/sessions"), first).json().path("items");
        assertThat(listed).hasSize(3);
        assertThat(listed.findValuesAsText("address")).containsOnly("127.0.0.1");
        assertThat(listed.findValuesAsText("current")).containsOnlyOnce("true");

        String id = otherThanCurrent(listed);
        assertThat(admin.send(admin.request("/users/frank/sessions/" + id).DELETE(), first)
                        .status())
                .isEqualTo(204);
        assertThat(admin.send(admin.request("/users/frank/sessions/" + id).DELETE(), first)
                        .status())
                .isEqualTo(404);
        assertThat(whoIs(second).status() + whoIs(third).status()).isEqualTo(200 + 401);

        admin.send(admin.request("/users/frank/sessions?keepCurrent=true").DELETE(), first);
        assertThat(whoIs(first).status()).isEqualTo(200);
        assertThat(whoIs(second).status()).isEqualTo(401);
        assertThat(whoIs(third).status()).isEqualTo(401);

        admin.delete("/users/frank/sessions");
        assertThat(whoIs(first).status()).isEqualTo(401);
    }

    @Test
    void hidesSessionsFromOthers() throws Exception {
        make("grace", "viewer");
        String viewer = admin.tokenOf(Role.VIEWER);

        assertThat(admin.send(admin.request("/users/grace/sessions"), viewer).status())
                .isEqualTo(404);
        assertThat(admin.send(admin.request("/users/grace/sessions").DELETE(), viewer)
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/users/nobody/sessions").status()).isEqualTo(404);
    }

    @Test
    void leavesTheSessionThatABrowserHadWhenItLogsInAgain() throws Exception {
        make("heidi", "viewer");
        String former = sessionOf("heidi");

        Answered next = admin.send(
                json(admin.request("/sessions"), "POST", credentials("heidi", PASSWORD))
                        .header("Cookie", "weir-session=" + former),
                null);

        assertThat(next.status()).isEqualTo(201);
        assertThat(next.json().path("token").asText()).isNotEqualTo(former);
        assertThat(whoIs(former).status()).isEqualTo(401);
    }

    @Test
    void asksBrowsersForMoreThanAFormToChangeAPassword() throws Exception {
        make("ivan", "viewer");
        String session = sessionOf("ivan");

        Answered form = admin.send(
                admin.request("/users/ivan/password")
                        .header("Cookie", "weir-session=" + session)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}")),
                null);

        assertThat(form.status()).isEqualTo(403);
    }

    private static String otherThanCurrent(JsonNode sessions) {
        for (JsonNode session : sessions) {
            if (!session.path("current").asBoolean()) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError(sessions);
    }

    private static Answered make(String id, String role) throws Exception {
        return admin.post(
                "/users",
                "{\"id\":\"%1$s\",\"name\":\"U\",\"email\":\"%1$s@example.org\",\"roles\":[\"%2$s\"],\"password\":\"%3$s\"}"
                        .formatted(id, role, PASSWORD));
    }

    private static Answered change(String token, String user, String current, String next) throws Exception {
        return admin.postAs(
                token,
                "/users/" + user + "/password",
                "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, next));
    }

    private static String sessionOf(String user) throws Exception {
        return logIn(user, PASSWORD).json().path("token").asText();
    }

    private static Answered logIn(String user, String password) throws Exception {
        return admin.send(json(admin.request("/sessions"), "POST", credentials(user, password)), null);
    }

    private static String credentials(String user, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
    }

    private static Answered whoIs(String token) throws Exception {
        return admin.send(admin.request("/sessions"), token);
    }
}
