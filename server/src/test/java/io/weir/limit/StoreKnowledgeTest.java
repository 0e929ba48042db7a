package io.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreKnowledgeTest {
    private static final TakeResult REFUSAL = new TakeResult(0, 0, 5000, 1, 0, 5000);

    private final AtomicLong nanos = new AtomicLong();
    private final LastTold told = new LastTold(3);
    private final RememberedRefusals refusals = new RememberedRefusals(nanos::get, told, 2);

    @Test
    void remembersSoManyRefusalsAndNoMore() {
        refuse("a");
        refuse("b");
        refuse("c");

        assertThat(refusals.size()).isEqualTo(2);
        assertThat(refusals.recall(set("b"))).isNotNull();
        assertThat(refusals.recall(set("c"))).isNull();
    }

    @Test
    void makesRoomWhenRefusalsEnd() {
        refuse("a");
        refuse("b");
        nanos.addAndGet(5_000_000_000L);

        refuse("c");

        assertThat(refusals.size()).isEqualTo(1);
        assertThat(refusals.recall(set("c"))).isNotNull();
        assertThat(refusals.recall(set("a"))).isNull();
    }

    @Test
    void keepsWhatWasToldLastAndForgetsTheOldest() {
        for (String api : new String[] {"a", "b", "c", "d", "b", "e", "f"}) {
            told.remember(set(api), new TakeResult(1, 0, 0, 0, 9, 1000));
        }

        assertThat(told.size()).isLessThanOrEqualTo(6);
        assertThat(told.find(set("f").limit(0))).isNotNull();
        assertThat(told.find(set("b").limit(0))).isNotNull();
        assertThat(told.find(set("a").limit(0))).isNull();
    }

    private void refuse(String api) {
        refusals.remember(set(api), REFUSAL, nanos.get(), refusals.generation());
    }

    private static LimitSet set(String api) {
        return Plans.set(api, Plans.fixed("f", 20, "PT1H"));
    }
}
