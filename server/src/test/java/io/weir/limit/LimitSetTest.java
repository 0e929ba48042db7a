package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Scope;
import org.junit.jupiter.api.Test;

class LimitSetTest {
    private static final LimitDefinition MINE = Plans.fixed("mine", 10, "PT1M");
    private static final LimitDefinition CLIENT = Plans.per(Scope.IP, Plans.rolling("client", 5, "PT1S"));

    @Test
    void isOneAndTheSameWithoutALimitByClient() {
        LimitTemplate template = new LimitCompiler(Plans.plan(MINE), "api").compile("app", "/");

        assertThat(template.isPerClient()).isFalse();
        assertThat(template.forClient("192.0.2.1")).isSameAs(template.forClient("192.0.2.2"));
    }

    @Test
    void isEqualForTheSameClientOnly() {
        LimitTemplate template = new LimitCompiler(Plans.plan(MINE, CLIENT), "api").compile("app", "/");
        LimitTemplate again = new LimitCompiler(Plans.plan(MINE, CLIENT), "api").compile("app", "/other");

        assertThat(template.isPerClient()).isTrue();
        assertThat(template.forClient("192.0.2.1"))
                .isEqualTo(again.forClient("192.0.2.1"))
                .hasSameHashCodeAs(again.forClient("192.0.2.1"))
                .isNotEqualTo(template.forClient("192.0.2.2"));
    }

    @Test
    void differsWhenAPlanChanges() {
        assertThat(Plans.set("api", MINE)).isNotEqualTo(Plans.set("api", Plans.fixed("mine", 11, "PT1M")));
    }

    @Test
    void knowsWhetherResourcesCountApart() {
        assertThat(new LimitCompiler(Plans.plan(MINE), "api").isPerResource()).isFalse();
        assertThat(new LimitCompiler(Plans.plan(MINE, Plans.per(Scope.RESOURCE, CLIENT)), "api").isPerResource())
                .isTrue();
    }

    @Test
    void statesThePolicy() {
        assertThat(Plans.set("api", MINE, Plans.bucket("b", 7, "P1W", 9)).policyField())
                .isEqualTo("\"mine\";q=10;w=60, \"b\";q=7;w=604800");
    }
}
