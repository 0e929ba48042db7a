package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LimiterKeysTest {

    @Test
    void readsLikeWhatItCounts() {
        LimitDefinition hourly = Plans.fixed("hourly", 100, "PT1H");

        assertThat(key(hourly)).isEqualTo("weir:{api:petstore}:fixed-3600:gold:hourly:a:shop");
        assertThat(key(Plans.per(Scope.API, Plans.fixed("f", 1, "P1M"))))
                .isEqualTo("weir:{api:petstore}:fixed-month:gold:f:p");
        assertThat(key(Plans.per(Scope.RESOURCE, Plans.rolling("r", 1, "P1W"))))
                .isEqualTo("weir:{api:petstore}:rolling-604800:gold:r:r:shop:/pets/{id}");
        assertThat(key(Plans.per(Scope.IP, Plans.bucket("b", 1, "PT1S", 5))))
                .isEqualTo("weir:{api:petstore}:bucket-1:gold:b:i:2001:db8::1");
    }

    @Test
    void dependsOnAlgorithmAndPeriodButNotOnCount() {
        assertThat(key(Plans.fixed("f", 1, "PT60S"))).isEqualTo(key(Plans.fixed("f", 2, "PT1M")));
        assertThat(key(Plans.fixed("f", 1, "PT1M"))).isNotEqualTo(key(Plans.fixed("f", 1, "PT2M")));
        assertThat(key(Plans.fixed("f", 1, "PT1M"))).isNotEqualTo(key(Plans.rolling("f", 1, "PT1M")));
    }

    @Test
    void boundsItsLength() {
        String longest = "/" + "x".repeat(10_000);
        LimitDefinition limit = Plans.per(Scope.RESOURCE, Plans.fixed("f", 1, "PT1M"));
        LimitCompiler compiler = new LimitCompiler(Plans.plan(limit), "petstore");

        String key = compiler.compile("shop", longest).forClient("").limit(0).keyText();
        String other =
                compiler.compile("shop", longest + "y").forClient("").limit(0).keyText();

        assertThat(key).hasSizeLessThan(300).isNotEqualTo(other);
    }

    @Property
    void isNeverShared(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 3) String a,
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 3) String b,
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 3) String c) {
        Set<List<String>> subjects = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (String api : List.of(a, b, c)) {
            for (String application : List.of(a, b, c)) {
                for (String last : List.of(a, b, c)) {
                    String prefix = LimiterKeys.prefix(Plans.fixed("f", 1, "PT1M"), api, "gold");
                    keys.add(LimiterKeys.resource(prefix, application, last));
                    subjects.add(List.of(api, application, last));
                    keys.add(LimiterKeys.client(prefix, last));
                    subjects.add(List.of(api, last));
                    keys.add(LimiterKeys.application(prefix, application));
                    subjects.add(List.of(api, "application", application, ""));
                }
            }
        }

        assertThat(keys).hasSameSizeAs(subjects);
    }

    private static String key(LimitDefinition limit) {
        return new LimitCompiler(Plans.plan(limit), "petstore")
                .compile("shop", "/pets/{id}")
                .forClient("2001:db8::1")
                .limit(0)
                .keyText();
    }
}
