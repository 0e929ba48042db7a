package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose objects a role reaches: two organizations, and what each of their people sees and changes. */
class ScopesIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    private static final String ENDPOINT = "\"endpoint\":{\"targets\":[{\"url\":\"http://127.0.0.1:1\"}]}";

    private static String northPublisher = "";
    private static String southPublisher = "";
    private static String southViewer = "";
    private static String southSubscriber = "";

    @BeforeAll
    static void makeTwoOrganizations() throws Exception {
        admin.put("/organizations/north", "{\"name\":\"North\"}");
        admin.put("/organizations/south", "{\"name\":\"South\"}");
        northPublisher = member("north", "publisher");
        southPublisher = member("south", "publisher");
        southViewer = member("south", "viewer");
        southSubscriber = member("south", "subscriber");
        admin.put("/plans/shared", "{\"name\":\"Shared\"}");
        admin.put("/plans/north-only", "{\"name\":\"N\",\"organization\":\"north\"}");
        admin.put("/plans/north-draft", "{\"name\":\"N\",\"organization\":\"north\"}");
        api("north-public", "/a", "\"lifecycle\":\"PUBLISHED\",\"plans\":[\"north-only\",\"shared\"]");
        api("north-private", "/b", "\"lifecycle\":\"PUBLISHED\",\"visibility\":\"private\"");
        api("north-draft", "/c", "\"plans\":[\"north-draft\"]");
    }

    private static String member(String organization, String role) throws Exception {
        String id = organization + "-" + role;
        admin.post(
                "/users",
                "{\"id\":\"%s\",\"name\":\"U\",\"roles\":[\"%s\"],\"organization\":\"%s\"}"
                        .formatted(id, role, organization));
        return admin.tokenOf(id);
    }

    private static void api(String id, String context, String more) throws Exception {
        Answered made = admin.put(
                "/apis/" + id,
                "{\"name\":\"A\",\"context\":\"%s\",\"organization\":\"north\",%s,%s}"
                        .formatted(context, ENDPOINT, more));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void showsOthersWhatIsPublicAndWasPublished() throws Exception {
        assertThat(ids(northPublisher, "/apis")).contains("north-public", "north-private", "north-draft");
        for (String token : List.of(southPublisher, southViewer, southSubscriber)) {
            assertThat(ids(token, "/apis")).contains("north-public").doesNotContain("north-private", "north-draft");
            assertThat(as(token, "/apis/north-draft").status()).isEqualTo(404);
        }
    }

    @Test
    void letsPublishersChangeTheApisOfTheirOrganizationAlone() throws Exception {
        Answered own = admin.postAs(southPublisher, "/apis", "{\"id\":\"own\",\"name\":\"A\",\"context\":\"/own\"}");
        Answered others =
                admin.postAs(southPublisher, "/apis", "{\"name\":\"A\",\"context\":\"/o\",\"organization\":\"north\"}");

        assertThat(own.status()).isEqualTo(201);
        assertThat(own.json().path("organization").asText()).isEqualTo("south");
        assertThat(others.errorPaths()).containsExactly("organization");
        for (String path : List.of("north-public", "north-draft")) {
            int refused = path.equals("north-public") ? 403 : 404;
            assertThat(put(southPublisher, "/apis/" + path, "{\"name\":\"X\",\"context\":\"/x\"}")
                            .status())
                    .isEqualTo(refused);
            assertThat(delete(southPublisher, "/apis/" + path).status()).isEqualTo(refused);
            assertThat(admin.postAs(southPublisher, "/apis/" + path + "/lifecycle", "{\"action\":\"block\"}")
                            .status())
                    .isEqualTo(refused);
            assertThat(admin.send(
                                    admin.request("/apis/" + path + "/document")
                                            .header("Content-Type", "application/yaml")
                                            .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("a: b")),
                                    southPublisher)
                            .status())
                    .isEqualTo(refused);
        }
        assertThat(delete(southPublisher, "/apis/own").status()).isEqualTo(204);
    }

    @Test
    void keepsImportsInThePublishersOrganization() throws Exception {
        String document =
                "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/p\":{\"get\":{\"responses\":{\"200\":{\"description\":\"x\"}}}}}}";

        Answered own = admin.postAs(southPublisher, "/apis/import?context=/imported&dryRun=true", document);
        Answered others = admin.postAs(southPublisher, "/apis/import?context=/imported&organization=north", document);

        assertThat(own.json().path("api").path("organization").asText()).isEqualTo("south");
        assertThat(others.errorPaths()).containsExactly("organization");
    }

    @Test
    void showsPlansOfTheOwnAndTheDefaultOrganizationAndThoseOnOffer() throws Exception {
        assertThat(ids(southSubscriber, "/plans"))
                .contains("shared", "north-only")
                .doesNotContain("north-draft");
        assertThat(as(southSubscriber, "/plans/north-draft").status()).isEqualTo(404);
        assertThat(ids(northPublisher, "/plans")).contains("shared", "north-only", "north-draft");
    }

    @Test
    void letsPublishersChangeThePlansOfTheirOrganizationAlone() throws Exception {
        assertThat(put(southPublisher, "/plans/shared", "{\"name\":\"X\"}").status())
                .isEqualTo(403);
        assertThat(put(southPublisher, "/plans/north-draft", "{\"name\":\"X\"}").status())
                .isEqualTo(404);
        assertThat(delete(southPublisher, "/plans/north-only").status()).isEqualTo(403);
        assertThat(put(southPublisher, "/plans/south-plan", "{\"name\":\"X\"}")
                        .json()
                        .path("organization")
                        .asText())
                .isEqualTo("south");
    }

    @Test
    void offersOnlyPlansOfTheApisOrganizationOrTheDefaultOne() throws Exception {
        Answered foreign =
                admin.postAs(southPublisher, "/apis", "{\"name\":\"A\",\"context\":\"/f\",\"plans\":[\"north-only\"]}");
        Answered moved = admin.put("/plans/north-only", "{\"name\":\"N\",\"organization\":\"south\"}");

        assertThat(foreign.errorPaths()).containsExactly("plans[0]");
        assertThat(moved.errorPaths()).containsExactly("organization");
    }

    @Test
    void showsPublishersWhoUsesTheirApis() throws Exception {
        admin.postAs(southSubscriber, "/applications", "{\"id\":\"south-app\",\"name\":\"A\"}");
        Answered subscribed = admin.postAs(
                southSubscriber,
                "/subscriptions",
                "{\"id\":\"cross\",\"application\":\"south-app\",\"api\":\"north-public\",\"plan\":\"north-only\"}");
        String eastPublisher = member("default", "publisher");

        assertThat(subscribed.status()).isEqualTo(201);
        assertThat(ids(northPublisher, "/applications")).contains("south-app");
        assertThat(ids(southViewer, "/applications")).contains("south-app");
        assertThat(ids(northPublisher, "/subscriptions")).contains("cross");
        assertThat(ids(eastPublisher, "/applications")).isEmpty();
        assertThat(as(eastPublisher, "/subscriptions/cross").status()).isEqualTo(404);
        assertThat(delete(northPublisher, "/applications/south-app").status()).isEqualTo(403);
        assertThat(put(
                                southPublisher,
                                "/subscriptions/cross",
                                "{\"application\":\"south-app\",\"api\":\"north-public\",\"plan\":\"shared\"}")
                        .status())
                .isEqualTo(403);
        assertThat(put(
                                northPublisher,
                                "/subscriptions/cross",
                                "{\"application\":\"south-app\",\"api\":\"north-public\",\"plan\":\"shared\"}")
                        .status())
                .isEqualTo(200);
        assertThat(delete(southSubscriber, "/subscriptions/cross").status()).isEqualTo(204);
    }

    @Test
    void showsPeopleAndOrganizationsToTheirOwn() throws Exception {
        assertThat(ids(southViewer, "/organizations")).containsExactly("south");
        assertThat(as(southViewer, "/organizations/north").status()).isEqualTo(404);
        assertThat(ids(southViewer, "/users"))
                .contains("south-publisher", "south-viewer", "south-subscriber")
                .doesNotContain("north-publisher", "admin");
        assertThat(as(southSubscriber, "/users/south-subscriber").status()).isEqualTo(200);
        assertThat(as(southSubscriber, "/users/south-viewer").status()).isEqualTo(404);
        assertThat(as(southPublisher, "/users/south-viewer").status()).isEqualTo(404);
    }

    private static List<String> ids(String token, String path) throws Exception {
        return as(token, path + "?limit=1000").json().path("items").findValuesAsText("id");
    }

    private static Answered as(String token, String path) throws Exception {
        return admin.send(admin.request(path), token);
    }

    private static Answered put(String token, String path, String body) throws Exception {
        return admin.send(json(admin.request(path), "PUT", body), token);
    }

    private static Answered delete(String token, String path) throws Exception {
        return admin.send(admin.request(path).DELETE(), token);
    }
}
