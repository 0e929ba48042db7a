package io.weir.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Petstore|petstore",
                "GitHub v3 REST API|github-v3-rest-api",
                "  -- Café _ Crème! --|cafe-creme",
                "Ⅳ ﬁ|iv-fi",
                "日本|api",
                "''|api"
            })
    void resemblesTheName(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
    }

    @Property
    void isAlwaysAnId(@ForAll String name) {
        assertThat(Slug.of(name)).matches("[a-z0-9][a-z0-9-]{0,62}").doesNotEndWith("-");
        assertThat(Slug.of(name.repeat(20) + "a-b")).matches("[a-z0-9][a-z0-9-]{0,62}");
    }
}
