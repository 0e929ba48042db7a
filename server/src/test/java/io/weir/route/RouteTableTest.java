package io.weir.route;

import static io.weir.route.Apis.api;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Lifecycle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    @Test
    void prefersLiteralToMixedToTemplateToWildcard() {
        RouteTable table = RouteTable.of(List.of(
                api("pets", "/petstore", "GET /pets/*", "GET /pets/{id}", "GET /pets/{id}.json", "GET /pets/mine")));

        assertThat(found(table, "GET", "/petstore/pets/mine")).isEqualTo("/pets/mine");
        assertThat(found(table, "GET", "/petstore/pets/7.json")).isEqualTo("/pets/{id}.json");
        assertThat(found(table, "GET", "/petstore/pets/7")).isEqualTo("/pets/{id}");
        assertThat(found(table, "GET", "/petstore/pets/7/toys")).isEqualTo("/pets/*");
    }

    @Test
    void comparesFromTheLeft() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /{x}/b/c", "GET /b/{y}/{z}")));

        assertThat(found(table, "GET", "/a/b/b/c")).isEqualTo("/b/{y}/{z}");
        assertThat(found(table, "GET", "/a/x/b/c")).isEqualTo("/{x}/b/c");
    }

    @Test
    void goesBackWhereTheMoreLiteralBranchLeadsNowhere() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /b/c/d", "GET /{x}/c/{z}", "GET /*")));

        assertThat(found(table, "GET", "/a/b/c/e")).isEqualTo("/{x}/c/{z}");
        assertThat(found(table, "GET", "/a/b/e/e")).isEqualTo("/*");
    }

    @Test
    void takesTheNextMostLiteralPathThatHasTheMethod() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /pets/mine", "DELETE /pets/{id}", "* /*")));

        assertThat(found(table, "DELETE", "/a/pets/mine")).isEqualTo("/pets/{id}");
        assertThat(found(table, "PATCH", "/a/pets/mine")).isEqualTo("/*");
    }

    @Test
    void prefersItsOwnMethodToAnyOnOnePath() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "* /pets", "GET /pets")));

        assertThat(table.match("GET", "/a/pets"))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.route().method()).isEqualTo("GET"));
        assertThat(table.match("PURGE", "/a/pets"))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.route().method()).isEqualTo("*"));
    }

    @Test
    void answersHeadByTheResourceForGetUnlessItHasItsOwn() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /pets", "GET /toys", "HEAD /toys", "POST /new")));

        assertThat(found(table, "HEAD", "/a/pets")).isEqualTo("/pets");
        assertThat(table.match("HEAD", "/a/toys"))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.route().method()).isEqualTo("HEAD"));
        assertThat(table.match("HEAD", "/a/new")).isInstanceOf(Match.MethodNotAllowed.class);
    }

    @Test
    void tellsTheSortedMethodsOfAllPathsThatMatch() {
        RouteTable table = RouteTable.of(List.of(
                api("a", "/a", "PUT /b/mine", "GET /b/{id}", "DELETE /b/*"), api("b", "/a/b", "OPTIONS /{id}")));

        assertThat(table.match("POST", "/a/b/mine"))
                .isInstanceOfSatisfying(
                        Match.MethodNotAllowed.class,
                        match ->
                                assertThat(match.allowed()).containsExactly("DELETE", "GET", "HEAD", "OPTIONS", "PUT"));
    }

    @Test
    void answersOptionsOnlyWhereItIsDeclared() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /pets", "OPTIONS /toys")));

        assertThat(table.match("OPTIONS", "/a/pets")).isInstanceOf(Match.MethodNotAllowed.class);
        assertThat(found(table, "OPTIONS", "/a/toys")).isEqualTo("/toys");
    }

    @Test
    void treatsTheBareContextAsItsRoot() {
        RouteTable root = RouteTable.of(List.of(api("a", "/petstore", "GET /")));
        RouteTable wildcard = RouteTable.of(List.of(api("a", "/petstore", "GET /*")));
        RouteTable neither = RouteTable.of(List.of(api("a", "/petstore", "GET /{id}")));

        for (String path : List.of("/petstore", "/petstore/")) {
            assertThat(found(root, "GET", path)).isEqualTo("/");
            assertThat(found(wildcard, "GET", path)).isEqualTo("/*");
            assertThat(neither.match("GET", path)).isEqualTo(Match.NotFound.INSTANCE);
        }
        assertThat(root.match("GET", "/petstores")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(wildcard.match("GET", "/petstores")).isEqualTo(Match.NotFound.INSTANCE);
    }

    @Test
    void letsAWildcardTakeAnyRestBehindItsSlash() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /files/*")));

        assertThat(found(table, "GET", "/a/files/")).isEqualTo("/files/*");
        assertThat(found(table, "GET", "/a/files/x/y/")).isEqualTo("/files/*");
        assertThat(table.match("GET", "/a/files")).isEqualTo(Match.NotFound.INSTANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//a", "/a//", "/a//pets", "/a/files//x", "/a/files/x//", "/a/files/x//y"})
    void doesNotMergeSlashes(String path) {
        RouteTable table =
                RouteTable.of(List.of(api("a", "/a", "GET /pets", "GET /files/*"), api("root", "/", "* /*")));

        assertThat(table.match("GET", path)).isEqualTo(Match.NotFound.INSTANCE);
    }

    @Test
    void takesASlashAtTheEndSeriously() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /pets", "GET /toys/", "GET /{x}/y")));

        assertThat(table.match("GET", "/a/pets/")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(table.match("GET", "/a/toys")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(found(table, "GET", "/a/toys/")).isEqualTo("/toys/");
    }

    @Test
    void letsATemplateTakeOneSegmentThatIsNotEmpty() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /pets/{id}")));

        assertThat(table.match("GET", "/a/pets/")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(table.match("GET", "/a/pets/1/2")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(found(table, "GET", "/a/pets/1%2F2")).isEqualTo("/pets/{id}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/items('7')/x.y|/items('{id}')/{a}.{b}",
                "/items('7')/x.y.z|/items('{id}')/{a}.{b}",
                "/items('7')/x|/items('{id}')/{a}",
                "/items('7')/.y|/items('{id}')/{a}",
                "/items('')/x.y|",
                "/projects/p:cancel|/projects/{id}:cancel",
                "/projects/p:drop|/projects/{id}",
                "/aXbb|/a{x}b",
                "/ab|",
                "/compare/x...y|/compare/{base}...{head}",
                "/compare/......|/compare/{base}...{head}",
                "/two/ab|/two/{a}{b}",
                "/two/a|"
            })
    void matchesTemplatesWithinASegment(String path, String expected) {
        RouteTable table = RouteTable.of(List.of(api(
                "a",
                "/a",
                "GET /items('{id}')/{a}.{b}",
                "GET /items('{id}')/{a}",
                "GET /projects/{id}:cancel",
                "GET /projects/{id}",
                "GET /a{x}b",
                "GET /two/{a}{b}",
                "GET /compare/{base}...{head}")));

        assertThat(found(table, "GET", "/a" + path)).isEqualTo(expected);
    }

    @Test
    void triesMoreLiteralMixedSegmentsFirst() {
        RouteTable table = RouteTable.of(
                List.of(api("a", "/a", "GET /{x}c", "GET /b{x}", "GET /b{x}c", "GET /b{x}c{y}", "GET /bb{x}")));

        assertThat(found(table, "GET", "/a/bbxc")).isEqualTo("/bb{x}");
        assertThat(found(table, "GET", "/a/bxxc")).isEqualTo("/b{x}c");
        assertThat(found(table, "GET", "/a/bxcx")).isEqualTo("/b{x}c{y}");
        assertThat(found(table, "GET", "/a/bxx")).isEqualTo("/b{x}");
        assertThat(found(table, "GET", "/a/xc")).isEqualTo("/{x}c");
    }

    @Test
    void matchesCaseByCaseAndOctetByOctet() {
        RouteTable table = RouteTable.of(List.of(api("a", "/a", "GET /Pets", "GET /caf%C3%A9", "GET /naïve/%7euser")));

        assertThat(table.match("GET", "/a/pets")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(table.match("get", "/a/Pets")).isInstanceOf(Match.MethodNotAllowed.class);
        assertThat(found(table, "GET", "/a/caf%C3%A9")).isEqualTo("/caf%C3%A9");
        assertThat(found(table, "GET", "/a/na%C3%AFve/~user")).isEqualTo("/naïve/%7euser");
    }

    @Test
    void comparesAcrossContextsThatBeginAlike() {
        RouteTable table = RouteTable.of(List.of(
                api("outer", "/a", "GET /b/c", "GET /b/{x}", "GET /{x}", "POST /*"),
                api("inner", "/a/b", "GET /", "GET /{x}", "GET /*")));

        assertThat(apiOf(table, "GET", "/a/b/c")).isEqualTo("outer");
        assertThat(apiOf(table, "GET", "/a/b/d")).isEqualTo("inner");
        assertThat(apiOf(table, "GET", "/a/b")).isEqualTo("inner");
        assertThat(apiOf(table, "GET", "/a/b/c/d")).isEqualTo("inner");
        assertThat(apiOf(table, "GET", "/a/c")).isEqualTo("outer");
        assertThat(apiOf(table, "POST", "/a/b/c")).isEqualTo("outer");
    }

    @Test
    void prefersALiteralEndToAWildcardOfALongerContext() {
        RouteTable table = RouteTable.of(List.of(api("outer", "/a", "GET /b"), api("inner", "/a/b", "GET /*")));

        assertThat(apiOf(table, "GET", "/a/b")).isEqualTo("outer");
        assertThat(apiOf(table, "GET", "/a/b/")).isEqualTo("inner");
    }

    @Test
    void putsTheVersionIntoTheContext() {
        RouteTable table = RouteTable.of(List.of(api("a", "/petstore/v{version}", "GET /pets")));

        assertThat(table.match("GET", "/petstore/v1.0/pets"))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.route().contextPath()).isEqualTo("/petstore/v1.0"));
        assertThat(table.match("GET", "/petstore/v1x0/pets")).isEqualTo(Match.NotFound.INSTANCE);
    }

    @Test
    void tellsHowMuchOfThePathIsContext() {
        RouteTable table = RouteTable.of(List.of(api("a", "/petstore", "GET /pets/{id}"), api("root", "/", "GET /x")));

        assertThat(remainder(table, "/petstore/pets/7")).isEqualTo("/pets/7");
        assertThat(remainder(table, "/x")).isEqualTo("/x");
    }

    @Test
    void keepsOrganizationsApart() {
        RouteTable table = RouteTable.of(List.of(
                api("root", "/", "* /*"),
                api("mine", "/pets", "GET /x"),
                api("acme", "acme", "/pets", Lifecycle.PUBLISHED, "GET /x"),
                api("emca", "emca", "/", Lifecycle.PUBLISHED, "GET /*")));

        assertThat(apiOf(table, "GET", "/pets/x")).isEqualTo("mine");
        assertThat(apiOf(table, "GET", "/t/acme/pets/x")).isEqualTo("acme");
        assertThat(apiOf(table, "GET", "/t/emca")).isEqualTo("emca");
        assertThat(apiOf(table, "GET", "/t/emca/pets/x")).isEqualTo("emca");
        assertThat(table.match("GET", "/t/acme/other")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(table.match("GET", "/t/nobody/pets/x")).isEqualTo(Match.NotFound.INSTANCE);
    }

    @Test
    void holdsEveryLifecycleButCreated() {
        for (Lifecycle lifecycle : Lifecycle.values()) {
            RouteTable table = RouteTable.of(List.of(api("a", "default", "/a", lifecycle, "GET /x")));

            Match match = table.match("GET", "/a/x");

            if (lifecycle == Lifecycle.CREATED) {
                assertThat(match).isEqualTo(Match.NotFound.INSTANCE);
            } else {
                assertThat(match)
                        .isInstanceOfSatisfying(
                                Match.Found.class,
                                found -> assertThat(found.route().lifecycle()).isEqualTo(lifecycle));
            }
        }
    }

    @Test
    void givesASharedContextToTheLowestIdAndToTheNextWhenThatIsGone() {
        RouteTable table = RouteTable.of(List.of(api("b", "/a", "GET /x", "GET /y"), api("a", "/a", "GET /x")));

        assertThat(apiOf(table, "GET", "/a/x")).isEqualTo("a");
        assertThat(table.match("GET", "/a/y")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(apiOf(table.with(List.of(), List.of("a")), "GET", "/a/y")).isEqualTo("b");
    }

    @Test
    void compilesOnlyWhatChanged() {
        RouteTable before = RouteTable.of(List.of(api("a", "/a", "GET /x"), api("b", "/b", "GET /x")));

        RouteTable after = before.with(List.of(api("b", "/c", "GET /y")), List.of("unknown"));

        assertThat(after.match("GET", "/a/x")).isSameAs(before.match("GET", "/a/x"));
        assertThat(after.match("GET", "/b/x")).isEqualTo(Match.NotFound.INSTANCE);
        assertThat(found(after, "GET", "/c/y")).isEqualTo("/y");
        assertThat(found(before, "GET", "/b/x")).isEqualTo("/x");
    }

    @Test
    void leavesOutOnlyWhatItCannotUnderstand() {
        RouteTable table = RouteTable.of(
                List.of(api("a", "/{what}", "GET /x"), api("b", "/b", "GET /x", "GET no-slash", "GET /y")));

        assertThat(found(table, "GET", "/b/x")).isEqualTo("/x");
        assertThat(found(table, "GET", "/b/y")).isEqualTo("/y");
        assertThat(table.match("GET", "/what/x")).isEqualTo(Match.NotFound.INSTANCE);
    }

    private static @Nullable String found(RouteTable table, String method, String path) {
        return table.match(method, path) instanceof Match.Found found
                ? found.route().path()
                : null;
    }

    private static @Nullable String apiOf(RouteTable table, String method, String path) {
        return table.match(method, path) instanceof Match.Found found
                ? found.route().apiId()
                : null;
    }

    private static @Nullable String remainder(RouteTable table, String path) {
        return table.match("GET", path) instanceof Match.Found found
                ? path.substring(found.route().contextLength())
                : null;
    }
}
