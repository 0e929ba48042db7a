package io.weir.route;

import static io.weir.route.Apis.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.Lifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathsTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "/,1.0,''",
                "/petstore,1.0,/petstore",
                "/petstore/{version},1.0,/petstore/1.0",
                "/v{version}/petstore,2,/v2/petstore",
                "/{version},2 beta/ü,/2%20beta%2F%C3%BC",
                "/caf%C3%A9,1,/caf%C3%A9",
                "/tea,1,/tea"
            })
    void putsTheVersionIntoTheContext(String context, String version, String expected) {
        assertThat(ApiPaths.context(context, version)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "petstore|starts with /",
                "/petstore/|no slash at the end",
                "/a//b|a segment between two slashes",
                "/a/{id}|only {version}",
                "/a/*|literal segments",
                "/t|/t belongs to the organizations",
                "/t/acme|/t belongs to the organizations",
                "/%74/acme|/t belongs to the organizations"
            })
    void refusesOtherContexts(String context, String expected) {
        assertThatThrownBy(() -> ApiPaths.context(context, "1.0")).hasMessageContaining(expected);
    }

    @Test
    void refusesAVersionThatWouldBeADotSegment() {
        assertThatThrownBy(() -> ApiPaths.context("/a/{version}", "..")).hasMessageContaining("no . or .. segment");
    }

    @Test
    void placesOtherOrganizationsUnderTheirId() {
        assertThat(ApiPaths.gatewayContext(api("a", "acme", "/petstore", Lifecycle.CREATED)))
                .isEqualTo("/t/acme/petstore");
        assertThat(ApiPaths.gatewayContext(api("a", "acme", "/", Lifecycle.CREATED)))
                .isEqualTo("/t/acme");
    }

    @Test
    void tellsAllProblemsOfAnApi() {
        assertThat(ApiPaths.problems(api(
                        "a",
                        "/petstore/",
                        "get /pets",
                        "GET /pets/{id}",
                        "PUT /pets/{id}",
                        "GET /pets/{name}",
                        "GET x")))
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "context: /petstore/ (expected: no slash at the end)",
                        "resources[0].method: get (expected: a method in upper case, or * for any)",
                        "resources[3]: GET /pets/{name} (expected: another shape than resources[1])",
                        "resources[4].path: x (expected: column 1: a path that starts with /)");
        assertThat(ApiPaths.problems(api("a", "/petstore", "GET /pets/{id}", "* /pets/{id}", "PUT /pets/mine")))
                .isEmpty();
    }

    @Test
    void keepsTheOrganizationsPathsOutOfTheRootApi() {
        assertThat(ApiPaths.problems(api("a", "/", "GET /t/acme"))).hasSize(1);
        assertThat(ApiPaths.problems(api("a", "/x", "GET /t/acme"))).isEmpty();
        assertThat(ApiPaths.problems(api("a", "acme", "/", Lifecycle.CREATED, "GET /t/acme")))
                .isEmpty();
    }
}
