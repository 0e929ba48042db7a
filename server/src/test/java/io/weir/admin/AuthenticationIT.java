package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthenticationIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void asksForALogin() throws Exception {
        Answered nothing = admin.send(admin.request("/apis"), null);
        Answered wrong = admin.send(admin.request("/apis"), "wt_wrong");

        assertThat(nothing.status()).isEqualTo(401);
        assertThat(nothing.code()).isEqualTo("unauthenticated");
        assertThat(nothing.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Test
    void asksForALoginBeforeItReadsABody() throws Exception {
        Answered answered = admin.send(
                admin.request("/apis/import")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[1 << 20])),
                null);

        assertThat(answered.status()).isEqualTo(401);
        assertThat(answered.header("Connection")).isEqualTo("close");
    }

    @Test
    void keepsTheLocalTokenToThisMachine() throws Exception {
        Answered local = admin.get("/sessions");
        Answered proxied =
                admin.send(admin.request("/sessions").header("X-Forwarded-For", "10.1.2.3"), admin.localToken());

        assertThat(local.json().path("user").asText()).isEqualTo("admin");
        assertThat(proxied.status()).isEqualTo(401);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(admin.data().resolve("admin-token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void makesTheFirstAdministrator() throws Exception {
        var file = admin.data().resolve("initial-admin-password");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(admin.get("/users").json().path("items").findValuesAsText("id"))
                .contains("admin");
        assertThat(admin.get("/users/admin").json().has("passwordHash")).isFalse();
        assertThat(logIn("admin", initialPassword()).status()).isEqualTo(201);
    }

    @Test
    void logsInAndOut() throws Exception {
        Answered session = logIn("admin", initialPassword());
        String token = session.json().path("token").asText();

        assertThat(session.header("Set-Cookie"))
                .startsWith("weir-session=" + token)
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/v1")
                .doesNotContain("Secure");
        assertThat(admin.send(admin.request("/sessions"), token)
                        .json()
                        .path("user")
                        .asText())
                .isEqualTo("admin");
        assertThat(admin.send(withCookie("/sessions", token).GET(), null).status())
                .isEqualTo(200);

        assertThat(admin.send(admin.request("/sessions"), token).json().path("expires"))
                .isEqualTo(session.json().path("expires"));

        Answered out = admin.send(withCookie("/sessions", token).DELETE(), null);

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(admin.send(admin.request("/sessions"), token).status()).isEqualTo(401);
    }

    @Test
    void refusesWhatAnotherSiteMayHaveSent() throws Exception {
        String token = logIn("admin", initialPassword()).json().path("token").asText();
        String plan = "{\"name\":\"csrf\"}";

        Answered foreign = admin.send(
                json(withCookie("/plans", token), "POST", plan).header("Origin", "http://evil.example"), null);
        Answered form = admin.send(
                withCookie("/plans", token).header("Content-Type", "text/plain").POST(BodyPublishers.ofString(plan)),
                null);
        Answered own =
                admin.send(json(withCookie("/plans", token), "POST", plan).header("Origin", admin.url("")), null);

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(form.status()).isEqualTo(403);
        assertThat(own.status()).isEqualTo(201);
    }

    @Test
    void slowsGuessingDown() throws Exception {
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            assertThat(logIn("guessed", "wrong" + i).status()).isEqualTo(401);
        }

        Answered slowed = logIn("guessed", "again");

        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("too-many-logins");
        assertThat(slowed.header("Retry-After")).isEqualTo("1");
        assertThat(logIn("other", "wrong").status()).isEqualTo(401);
    }

    @Test
    void givesTokensOnceAndTakesThemUntilTheyExpireOrAreDeleted() throws Exception {
        Answered made = admin.post("/tokens", "{\"name\":\"ci\",\"expires\":\"2999-01-01T00:00:00Z\"}");
        Answered expired = admin.post("/tokens", "{\"name\":\"old\",\"expires\":\"2001-01-01T00:00:00Z\"}");
        String token = made.json().path("token").asText();
        String id = made.json().path("id").asText();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().has("sha256")).isFalse();
        assertThat(admin.get("/tokens/" + id).json().has("token")).isFalse();
        assertThat(Instant.parse(admin.send(admin.request("/sessions"), token)
                        .json()
                        .path("expires")
                        .asText()))
                .isEqualTo(Instant.parse("2999-01-01T00:00:00Z"));
        assertThat(admin.send(
                                admin.request("/sessions"),
                                expired.json().path("token").asText())
                        .status())
                .isEqualTo(401);

        admin.delete("/tokens/" + id);

        assertThat(admin.send(admin.request("/sessions"), token).status()).isEqualTo(401);
    }

    @Test
    void forgetsAUserWithTheirTokens() throws Exception {
        admin.put("/users/leaver", "{\"name\":\"L\",\"roles\":[\"viewer\"]}");
        String token = admin.tokenOf("leaver");
        assertThat(admin.send(admin.request("/sessions"), token).status()).isEqualTo(200);

        assertThat(admin.delete("/users/leaver").status()).isEqualTo(204);

        assertThat(admin.send(admin.request("/sessions"), token).status()).isEqualTo(401);
    }

    @Test
    void keepsTheLastAdministrator() throws Exception {
        Answered deleted = admin.delete("/users/admin");
        Answered demoted = admin.put("/users/admin", "{\"name\":\"A\",\"roles\":[\"viewer\"]}");

        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.code()).isEqualTo("last-admin");
        assertThat(demoted.code()).isEqualTo("last-admin");
    }

    @Test
    void bringsUsersInByTheirHash() throws Exception {
        String hash = new Passwords().hash("correct horse battery staple");

        Answered made = admin.put(
                "/users/moved", "{\"name\":\"M\",\"roles\":[\"viewer\"],\"passwordHash\":\"%s\"}".formatted(hash));
        Answered renamed = admin.put("/users/moved", "{\"name\":\"N\",\"roles\":[\"viewer\"]}");
        Answered costly = admin.put(
                "/users/costly",
                "{\"name\":\"C\",\"roles\":[],\"passwordHash\":\"%s\"}"
                        .formatted(hash.replace("m=19456", "m=4194304")));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("argon2id");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(logIn("moved", "correct horse battery staple").status()).isEqualTo(201);
        assertThat(admin.get("/users/moved?view=export")
                        .json()
                        .path("passwordHash")
                        .asText())
                .isEqualTo(hash);
        assertThat(costly.status()).isEqualTo(422);
        assertThat(costly.text()).doesNotContain("4194304");
    }

    @Test
    void endsTheOtherSessionsOfAUserWhoChangesThePassword() throws Exception {
        putUser("changer", "admin", "first password", admin.localToken());
        String own = sessionOf("changer", "first password");
        String other = sessionOf("changer", "first password");
        String token = admin.tokenOf("changer");

        Answered changed = putUser("changer", "admin", "second password", own);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(whoIs(own).status()).isEqualTo(200);
        assertThat(whoIs(token).status()).isEqualTo(200);
        assertThat(whoIs(other).status()).isEqualTo(401);
        assertThat(whoIs(other).text()).contains("the password was changed");
        assertThat(logIn("changer", "first password").status()).isEqualTo(401);
        assertThat(whoIs(sessionOf("changer", "second password")).status()).isEqualTo(200);
        assertThat(admin.delete("/users/changer").status()).isEqualTo(204);
    }

    @Test
    void endsAllSessionsOfAUserWhosePasswordAnAdminChanges() throws Exception {
        putUser("changed", "viewer", "first password", admin.localToken());
        String session = sessionOf("changed", "first password");
        assertThat(whoIs(session).status()).isEqualTo(200);

        putUser("changed", "viewer", "second password", admin.localToken());

        assertThat(whoIs(session).status()).isEqualTo(401);
        admin.store().away(true);
        try {
            assertThat(whoIs(session).status()).isEqualTo(401);
        } finally {
            admin.store().away(false);
        }
    }

    @Test
    void keepsTheSessionsOfAUserWhoseNameChanges() throws Exception {
        putUser("renamed", "viewer", "a password", admin.localToken());
        String session = sessionOf("renamed", "a password");

        admin.put("/users/renamed", "{\"name\":\"Renamed\",\"roles\":[\"viewer\"]}");

        assertThat(whoIs(session).status()).isEqualTo(200);
    }

    private static Answered putUser(String user, String role, String password, String as) throws Exception {
        String body = "{\"name\":\"U\",\"roles\":[\"%s\"],\"passwordHash\":\"%s\"}"
                .formatted(role, new Passwords().hash(password));
        return admin.send(json(admin.request("/users/" + user), "PUT", body), as);
    }

    private static String sessionOf(String user, String password) throws Exception {
        return logIn(user, password).json().path("token").asText();
    }

    private static Answered whoIs(String token) throws Exception {
        return admin.send(admin.request("/sessions"), token);
    }

    private static Answered logIn(String user, String password) throws Exception {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
        return admin.send(json(admin.request("/sessions"), "POST", body), null);
    }

    private static HttpRequest.Builder withCookie(String path, String token) {
        return admin.request(path).header("Cookie", "weir-session=" + token);
    }

    private static String initialPassword() throws Exception {
        return Files.readString(admin.data().resolve("initial-admin-password")).strip();
    }
}
