package io.weir.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Samples;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifecycleActionTest {
    private static final Map<Lifecycle, Map<LifecycleAction, Lifecycle>> STEPS = Map.of(
            Lifecycle.CREATED, Map.of(LifecycleAction.PUBLISH, Lifecycle.PUBLISHED),
            Lifecycle.PUBLISHED,
                    Map.of(
                            LifecycleAction.BLOCK, Lifecycle.BLOCKED,
                            LifecycleAction.DEPRECATE, Lifecycle.DEPRECATED),
            Lifecycle.BLOCKED,
                    Map.of(
                            LifecycleAction.UNBLOCK, Lifecycle.PUBLISHED,
                            LifecycleAction.DEPRECATE, Lifecycle.DEPRECATED),
            Lifecycle.DEPRECATED, Map.of(LifecycleAction.RETIRE, Lifecycle.RETIRED),
            Lifecycle.RETIRED, Map.of());

    @Test
    void goesTheStepsOfTheTableAndNoOther() {
        for (Lifecycle from : Lifecycle.values()) {
            for (LifecycleAction action : LifecycleAction.values()) {
                Api api = Samples.api("a").withLifecycle(from);
                Optional<Lifecycle> to =
                        Optional.ofNullable(STEPS.getOrDefault(from, Map.of()).get(action));

                if (to.isPresent()) {
                    assertThat(action.apply(api)).isEqualTo(api.withLifecycle(to.get()));
                } else {
                    assertThatThrownBy(() -> action.apply(api))
                            .isInstanceOfSatisfying(
                                    RefusedException.class,
                                    refused -> assertThat(refused.code()).isEqualTo("lifecycle-conflict"))
                            .hasMessageContaining("API a is " + from);
                }
            }
        }
    }
}
