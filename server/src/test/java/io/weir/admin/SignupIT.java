package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing up, and the listener for the outside. A node for each test, because sign-ups are counted. */
class SignupIT {
    private final AdminExtension admin = new AdminExtension();

    @BeforeEach
    void start() throws Exception {
        admin.start();
    }

    @AfterEach
    void stop() throws Exception {
        admin.stop();
    }

    @Test
    void isClosedUnlessSomebodyOpensIt() throws Exception {
        Answered refused = signUp("alice");

        assertThat(signup()).isEqualTo("closed");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("signup-closed");
    }

    @Test
    void letsPeopleInAtOnceWhereItIsOpen() throws Exception {
        admin.put("/organizations/guests", "{\"name\":\"Guests\"}");
        admin.put("/settings/portal", "{\"signup\":\"open\",\"organization\":\"guests\"}");

        Answered made = signUp("alice");
        Answered taken = signUp("alice");
        Answered reserved = signUp("system");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("state").asText()).isEqualTo("active");
        assertThat(taken.code()).isEqualTo("already-exists");
        assertThat(reserved.code()).isEqualTo("already-exists");
        assertThat(logIn("alice").json().path("roles").toString()).isEqualTo("[\"subscriber\"]");
        assertThat(admin.get("/users/alice").json().path("organization").asText())
                .isEqualTo("guests");
        assertThat(admin.get("/users/alice").json().path("author").asText()).isEqualTo("alice");
    }

    @Test
    void keepsPeopleWaitingForApproval() throws Exception {
        admin.put("/settings/portal", "{\"signup\":\"approval\"}");

        Answered made = signUp("bob");
        Answered early = logIn("bob");
        Answered waiting = admin.get("/users?state=pending");
        Answered approved = admin.post("/users/bob/approve", "");
        Answered again = admin.post("/users/bob/approve", "");

        assertThat(made.status()).isEqualTo(202);
        assertThat(early.code()).isEqualTo("user-pending");
        assertThat(waiting.json().path("items").findValuesAsText("id")).containsExactly("bob");
        assertThat(approved.json().path("state").asText()).isEqualTo("active");
        assertThat(again.code()).isEqualTo("not-pending");
        assertThat(logIn("bob").status()).isEqualTo(201);
    }

    @Test
    void slowsDownWhoSignsUpAgainAndAgain() throws Exception {
        admin.put("/settings/portal", "{\"signup\":\"open\"}");
        for (int i = 0; i < LoginThrottle.FREE_SIGNUPS; i++) {
            assertThat(signUp("user-" + i).status()).isEqualTo(201);
        }

        Answered slowed = signUp("one-more");

        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("too-many-signups");
        assertThat(slowed.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void refusesSettingsThatLeadNowhere() throws Exception {
        assertThat(admin.put("/settings/portal", "{\"signup\":\"open\",\"organization\":\"nowhere\"}")
                        .errorPaths())
                .containsExactly("organization");
        assertThat(admin.put("/settings/portal", "{\"signup\":\"sometimes\"}").errorPaths())
                .containsExactly("signup");
    }

    @Test
    void offersSubscribersOperationsAloneAtThePortal() throws Exception {
        admin.put("/settings/portal", "{\"signup\":\"open\"}");
        admin.send(json(admin.portal("/signup"), "POST", form("carol")), null);
        Answered session = admin.send(
                json(admin.portal("/sessions"), "POST", "{\"username\":\"carol\",\"password\":\"a good long one\"}"),
                null);
        String token = session.json().path("token").asText();

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.header("Set-Cookie")).startsWith("weir-portal-session=" + token);
        assertThat(admin.send(admin.portal("/apis").header("Cookie", "weir-portal-session=" + token), null)
                        .status())
                .isEqualTo(200);
        assertThat(admin.send(admin.portal("/apis"), token).status()).isEqualTo(200);
        assertThat(admin.send(json(admin.portal("/applications"), "POST", "{\"name\":\"A\"}"), token)
                        .status())
                .isEqualTo(201);
        assertThat(admin.send(admin.portal("/cluster"), token).status()).isEqualTo(404);
        assertThat(admin.send(admin.portal("/users"), token).status()).isEqualTo(404);
        assertThat(admin.send(admin.portal("/apis").DELETE(), token).status()).isEqualTo(405);
        assertThat(admin.send(admin.portal("/../../metrics"), null).status()).isEqualTo(404);
    }

    @Test
    void knowsNobodyButSubscribersAtThePortal() throws Exception {
        admin.put("/apis/draft", "{\"name\":\"A\",\"context\":\"/draft\"}");
        String asAdmin = admin.tokenOf(Role.ADMIN);

        assertThat(admin.send(admin.portal("/apis"), admin.localToken()).status())
                .isEqualTo(401);
        assertThat(admin.send(admin.portal("/apis"), admin.tokenOf(Role.VIEWER)).status())
                .isEqualTo(403);
        assertThat(admin.send(admin.portal("/apis"), asAdmin).json().path("items"))
                .isEmpty();
        assertThat(admin.send(admin.portal("/tokens?view=export"), asAdmin).status())
                .isEqualTo(403);
    }

    private String signup() throws Exception {
        return admin.send(admin.request("/signup"), null).json().path("signup").asText();
    }

    private Answered signUp(String user) throws Exception {
        return admin.send(json(admin.request("/signup"), "POST", form(user)), null);
    }

    private static String form(String user) {
        return "{\"username\":\"%s\",\"name\":\"U\",\"password\":\"a good long one\"}".formatted(user);
    }

    private Answered logIn(String user) throws Exception {
        return admin.send(
                json(
                        admin.request("/sessions"),
                        "POST",
                        "{\"username\":\"%s\",\"password\":\"a good long one\"}".formatted(user)),
                null);
    }
}
