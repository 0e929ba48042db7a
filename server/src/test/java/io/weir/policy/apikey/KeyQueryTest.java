package io.weir.policy.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyQueryTest {

    @ParameterizedTest
    @CsvSource({
        "apikey=k1, k1",
        "a=1&apikey=k1, k1",
        "apikey=k1&b=2, k1",
        "apikey=k%2B1, k+1",
        "apikey=k%zz, k%zz",
        "a=1&apikey=&b=2, ''",
        "myapikey=no&apikey=k1, k1",
    })
    void findsTheKey(String query, String key) {
        assertThat(KeyQuery.valueOf(query)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"a=1", "myapikey=no", "a=apikey", "APIKEY=x"})
    void findsNoneWhereThereIsNone(String query) {
        assertThat(KeyQuery.valueOf(query)).isNull();
        assertThat(KeyQuery.without(query)).isSameAs(query);
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&apikey=k1, a=1",
        "apikey=k1&b=2, b=2",
        "a=1&apikey=k1&b=%20x&apikey=k2, a=1&b=%20x",
        "a&&b&apikey=k, a&&b",
    })
    void takesTheKeyOutAndLeavesTheRestAsItWas(String query, String rest) {
        assertThat(KeyQuery.without(query)).isEqualTo(rest);
    }

    @Test
    void leavesNoQueryWhereNothingElseStood() {
        assertThat(KeyQuery.without("apikey=k1")).isNull();
        assertThat(KeyQuery.without(null)).isNull();
        assertThat(KeyQuery.valueOf(null)).isNull();
    }
}
