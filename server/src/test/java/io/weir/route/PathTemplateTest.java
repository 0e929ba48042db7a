package io.weir.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.InvalidDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pets|column 1: a path that starts with /",
                "/a//b|column 4: a segment between two slashes",
                "//|column 2: a segment between two slashes",
                "/a/{x|column 6: } that closes the { of column 4",
                "/a/{x/y}|column 6: } that closes the { of column 4",
                "/a/{{x}}|column 5: } that closes the { of column 4",
                "/a/{}|column 5: a name between { and }",
                "/a/x}|column 5: { before }",
                "/*/b|column 2: * only at the end",
                "/a/../b|column 4: no . or .. segment",
                "/a/%2e%2E|column 4: no . or .. segment",
                "/a/.|column 4: no . or .. segment",
                "/a?x=1|column 3: a path without query and fragment",
                "/a#x|column 3: a path without query and fragment",
                "/a b|column 3: %20 for this character",
                "/a\\b|column 3: %5C for this character",
                "/a%2|column 3: two hexadecimal digits behind %",
                "/a%zz|column 3: two hexadecimal digits behind %"
            })
    void namesTheColumnAndWhatWasExpected(String path, String message) {
        assertThatThrownBy(() -> PathTemplate.parse(path, "resources[3].path"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith("resources[3].path: " + path + " (expected: " + message);
    }

    @Test
    void refusesAnEmptyPathAndOneThatIsTooLong() {
        assertThatThrownBy(() -> PathTemplate.parse("", "path")).hasMessageContaining("starts with /");
        assertThatThrownBy(() -> PathTemplate.parse("/" + "x".repeat(PathTemplate.MAX_LENGTH), "path"))
                .hasMessageContaining("at most 2000 characters");
        assertThat(PathTemplate.parse("/" + "x".repeat(PathTemplate.MAX_LENGTH - 1), "path"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/|/",
                "/a/{x}|/a/{}",
                "/a/{other name}/|/a/{}/",
                "/items('{id}')/{a}.{b}|/items('{}')/{}.{}",
                "/a/*|/a/*",
                "/a*|/a*",
                "/%41%2f|/A%2f",
                "/é|/%C3%A9"
            })
    void givesPathsThatMatchAlikeOneShape(String path, String shape) {
        assertThat(PathTemplate.parse(path, "path").shape()).isEqualTo(shape);
    }
}
