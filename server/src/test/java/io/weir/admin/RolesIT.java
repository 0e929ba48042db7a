package io.weir.admin;

import static io.weir.admin.AdminExtension.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.admin.AdminExtension.Answered;
import io.weir.catalog.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may do what: the whole table, and what a subscriber sees of it. */
class RolesIT {
    @RegisterExtension
    static final AdminExtension admin = new AdminExtension();

    @Test
    void enforcesTheTableForEachRoleAndOperation() throws Exception {
        Map<String, List<String>> found = new TreeMap<>();
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            tokens.put(role, admin.tokenOf(role));
        }
        for (Operation operation : AdminExtension.CONTRACT.operations().values()) {
            List<String> cells = new ArrayList<>();
            for (Role role : Role.values()) {
                Answered answered = admin.send(request(operation, admin::request), tokens.get(role));
                cells.add(cell(answered.status() == 403 && answered.text().contains("roles: ")));
            }
            cells.add(cell(admin.send(request(operation, admin::request), null).status() == 401
                    && !operation.isOpen()));
            Answered outside = admin.send(request(operation, admin::portal), tokens.get(Role.SUBSCRIBER));
            cells.add(cell(
                    outside.text().contains("nothing is at") || outside.code().equals("method-not-allowed")));
            found.put(operation.id(), cells);
        }

        assertThat(found).isEqualTo(documented());
    }

    private static String cell(boolean isRefused) {
        return isRefused ? "-" : "yes";
    }

    /** The table of {@code docs/roles.md}. */
    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        Pattern row = Pattern.compile("\\| `(\\w+)` \\| `[A-Z]+ [^`]+` \\| (.+) \\|");
        for (String line : Files.readAllLines(Path.of("../docs/roles.md"))) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                rows.put(matcher.group(1), List.of(matcher.group(2).split(" \\| ")));
            }
        }
        return rows;
    }

    @Test
    void saysInTheContractWhatTheTableSays() throws Exception {
        documented().forEach((id, cells) -> {
            Operation operation = AdminExtension.CONTRACT.operation(id);
            List<String> roles = Stream.of(Role.values())
                    .map(role -> cell(!operation.isOpen() && !operation.roles().contains(role)))
                    .toList();

            assertThat(cells).as(id).startsWith(roles.toArray(String[]::new));
        });
    }

    @Test
    void showsSubscribersTheirOwnAlone() throws Exception {
        String mine = admin.tokenOf(Role.SUBSCRIBER);
        String other = admin.tokenOf(Role.SUBSCRIBER);
        Answered app = admin.postAs(mine, "/applications", "{\"id\":\"mine\",\"name\":\"Mine\"}");
        String key = admin.postAs(mine, "/applications/mine/keys", "{}")
                .json()
                .path("id")
                .asText();

        assertThat(app.status()).isEqualTo(201);
        assertThat(app.json().path("owner").asText()).startsWith("subscriber-");
        assertThat(as(mine, "/applications").json().path("items").findValuesAsText("id"))
                .containsExactly("mine");
        assertThat(as(other, "/applications").json().path("items")).isEmpty();
        assertThat(as(other, "/applications/mine").status()).isEqualTo(404);
        assertThat(as(other, "/applications/mine/keys").status()).isEqualTo(404);
        assertThat(admin.send(admin.request("/applications/mine/keys/" + key).DELETE(), other)
                        .status())
                .isEqualTo(404);
        assertThat(admin.send(admin.request("/applications/mine").DELETE(), other)
                        .status())
                .isEqualTo(404);
        assertThat(admin.send(json(admin.request("/applications/mine"), "PUT", "{\"name\":\"X\"}"), other)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsSubscribersDecideForThemselvesAlone() throws Exception {
        String mine = admin.tokenOf(Role.SUBSCRIBER);
        admin.postAs(mine, "/applications", "{\"id\":\"held\",\"name\":\"Held\"}");
        admin.put(
                "/applications/held",
                "{\"name\":\"Held\",\"owner\":\"%s\",\"suspended\":true}"
                        .formatted(admin.get("/applications/held")
                                .json()
                                .path("owner")
                                .asText()));

        Answered freed = admin.send(
                json(admin.request("/applications/held"), "PUT", "{\"name\":\"Held\",\"suspended\":false}"), mine);
        Answered given = admin.postAs(mine, "/applications", "{\"name\":\"Other\",\"owner\":\"admin\"}");
        Answered renamed = admin.send(json(admin.request("/applications/held"), "PUT", "{\"name\":\"Mine\"}"), mine);
        Answered token = admin.postAs(mine, "/tokens", "{\"name\":\"x\",\"user\":\"admin\"}");
        Answered export = as(mine, "/tokens?view=export");

        assertThat(freed.errorPaths()).containsExactly("suspended");
        assertThat(given.errorPaths()).containsExactly("owner");
        assertThat(renamed.json().path("suspended").asBoolean()).isTrue();
        assertThat(token.errorPaths()).containsExactly("user");
        assertThat(export.status()).isEqualTo(403);
    }

    @Test
    void showsSubscribersWhatIsPublicAndPublished() throws Exception {
        String subscriber = admin.tokenOf(Role.SUBSCRIBER);
        String endpoint = "\"endpoint\":{\"targets\":[{\"url\":\"http://127.0.0.1:1\"}]}";
        admin.put("/plans/open", "{\"name\":\"Open\"}");
        admin.put(
                "/apis/hidden",
                "{\"name\":\"A\",\"context\":\"/hidden\",\"visibility\":\"private\",\"lifecycle\":\"PUBLISHED\",%s}"
                        .formatted(endpoint));
        admin.put("/apis/draft", "{\"name\":\"A\",\"context\":\"/draft\",\"plans\":[\"open\"]}");
        admin.put(
                "/apis/shown",
                "{\"name\":\"A\",\"context\":\"/shown\",\"plans\":[\"open\"],\"lifecycle\":\"PUBLISHED\",%s}"
                        .formatted(endpoint));
        admin.postAs(subscriber, "/applications", "{\"id\":\"shopper\",\"name\":\"S\"}");

        Answered draft = admin.postAs(
                subscriber, "/subscriptions", "{\"application\":\"shopper\",\"api\":\"draft\",\"plan\":\"open\"}");
        Answered shown = admin.postAs(
                subscriber, "/subscriptions", "{\"application\":\"shopper\",\"api\":\"shown\",\"plan\":\"open\"}");

        assertThat(as(subscriber, "/apis").json().path("items").findValuesAsText("id"))
                .containsExactly("shown");
        assertThat(as(subscriber, "/apis/hidden").status()).isEqualTo(404);
        assertThat(draft.errorPaths()).containsExactly("api");
        assertThat(shown.status()).isEqualTo(201);
        assertThat(as(subscriber, "/subscriptions").json().path("items")).hasSize(1);
        assertThat(as(admin.tokenOf(Role.SUBSCRIBER), "/subscriptions").json().path("items"))
                .isEmpty();
    }

    @Test
    void tellsWhatEachRoleMayDo() throws Exception {
        Answered roles = admin.get("/roles");

        assertThat(roles.json().path("items").findValuesAsText("id"))
                .containsExactly("admin", "publisher", "subscriber", "viewer");
        assertThat(roles.json().path("items").get(3).path("operations").toString())
                .contains("listApis")
                .doesNotContain("createApi");
    }

    private static Answered as(String token, String path) throws Exception {
        return admin.send(admin.request(path), token);
    }

    /** Something that fits nothing, so that an allowed call changes nothing either. */
    private static HttpRequest.Builder request(Operation operation, Function<String, HttpRequest.Builder> entrance) {
        String path = operation.path().replaceAll("\\{\\w+}", "no-such-thing") + "?x=1";
        HttpRequest.Builder request = entrance.apply(path).header("Content-Type", "application/json");
        String method = operation.method().name().toUpperCase(Locale.ROOT);
        return method.equals("GET") ? request.GET() : request.method(method, BodyPublishers.ofString("{\"x\":1}"));
    }
}
