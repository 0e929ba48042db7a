package io.weir.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

    /** Few distinct hashes, so that full collisions and shared prefixes are common. */
    record Key(int number) {
        @Override
        public int hashCode() {
            return number % 7 * 0x10001;
        }
    }

    /** A step on a map; a null value removes. */
    record Step(Object key, Integer value) {}

    @Property
    void behavesAsAHashMapAndLeavesOlderVersionsAsTheyWere(@ForAll("steps") List<Step> steps) {
        Map<Object, Integer> expected = new HashMap<>();
        PersistentMap<Object, Integer> map = PersistentMap.empty();
        List<Map<Object, Integer>> expectedHistory = new ArrayList<>();
        List<PersistentMap<Object, Integer>> history = new ArrayList<>();

        for (Step step : steps) {
            if (step.value() == null) {
                expected.remove(step.key());
                map = map.without(step.key());
            } else {
                expected.put(step.key(), step.value());
                map = map.with(step.key(), step.value());
            }
            expectedHistory.add(new HashMap<>(expected));
            history.add(map);
        }

        for (int i = 0; i < history.size(); i++) {
            assertSame(history.get(i), expectedHistory.get(i));
        }
    }

    @Property
    void aDraftChangesNeitherItsOriginNorWhatWasFrozenFromIt(
            @ForAll("steps") List<Step> before, @ForAll("steps") List<Step> during, @ForAll("steps") List<Step> after) {
        PersistentMap.Draft<Object, Integer> draft =
                PersistentMap.<Object, Integer>empty().draft();
        Map<Object, Integer> expected = new HashMap<>();
        apply(before, draft, expected);
        PersistentMap<Object, Integer> first = draft.freeze();
        Map<Object, Integer> expectedFirst = new HashMap<>(expected);

        apply(during, draft, expected);
        PersistentMap<Object, Integer> second = draft.freeze();
        Map<Object, Integer> expectedSecond = new HashMap<>(expected);
        apply(after, draft, expected);

        assertSame(first, expectedFirst);
        assertSame(second, expectedSecond);
        assertSame(draft.freeze(), expected);
    }

    @Test
    void holdsManyAndGivesThemBackUp() {
        PersistentMap.Draft<String, Integer> draft =
                PersistentMap.<String, Integer>empty().draft();
        for (int i = 0; i < 100_000; i++) {
            draft.put("key-" + i, i);
        }

        PersistentMap<String, Integer> full = draft.freeze();
        for (int i = 0; i < 100_000; i++) {
            assertThat(draft.remove("key-" + i)).isEqualTo(i);
        }

        assertThat(full.size()).isEqualTo(100_000);
        assertThat(full.get("key-4711")).isEqualTo(4711);
        assertThat(full.get("key-100000")).isNull();
        assertThat(draft.freeze().size()).isZero();
        assertThat(draft.freeze().iterator().hasNext()).isFalse();
    }

    private static void apply(
            List<Step> steps, PersistentMap.Draft<Object, Integer> draft, Map<Object, Integer> expected) {
        for (Step step : steps) {
            if (step.value() == null) {
                assertThat(draft.remove(step.key())).isEqualTo(expected.remove(step.key()));
            } else {
                assertThat(draft.put(step.key(), step.value())).isEqualTo(expected.put(step.key(), step.value()));
            }
        }
    }

    private static void assertSame(PersistentMap<Object, Integer> map, Map<Object, Integer> expected) {
        assertThat(map.size()).isEqualTo(expected.size());
        expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        assertThat(map).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        Arbitrary<Object> colliding = Arbitraries.integers().between(0, 60).map(Key::new);
        Arbitrary<Object> plain = Arbitraries.integers().between(0, 500).map(number -> "key-" + number);
        Arbitrary<Object> keys = Arbitraries.oneOf(List.of(colliding, plain));
        return Combinators.combine(keys, Arbitraries.integers().injectNull(0.4))
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }
}
