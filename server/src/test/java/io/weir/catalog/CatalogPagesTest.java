package io.weir.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of a catalogue that changes, held against a sorted map. */
class CatalogPagesTest {
    private static final Position HERE = new Position("e", 1, "t");

    private final TreeMap<String, Stored<?>> naive = new TreeMap<>();
    private Catalog catalog = Catalog.empty();

    @Property(tries = 50)
    void givesWhatASortedMapGives(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        naive.clear();
        catalog = Catalog.empty();
        for (int round = 0; round < 60; round++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                changes.add(random.nextInt(3) == 0 ? delete(name(random)) : put(name(random)));
            }
            change(changes);
            if (random.nextBoolean()) {
                assertPage(random.nextBoolean() ? null : name(random), 1 + random.nextInt(30), CatalogPagesTest::any);
            }
        }
        assertPage(null, 1000, CatalogPagesTest::any);
    }

    @Test
    void staysInOrderWhileMoreIsAddedThanIsCarriedAlong() {
        for (int round = 0; round < 4; round++) {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < IdOrder.MAX_ADDED / 2 + 1; i++) {
                changes.add(put("o-" + (i * 7919 + round) % 100_003));
            }
            change(changes);
            assertPage("o-5", 50, CatalogPagesTest::any);
        }
        List<Change> many = new ArrayList<>();
        for (int i = 0; i < 2 * IdOrder.MAX_ADDED; i++) {
            many.add(put("p-" + i));
        }
        change(many);
        assertPage("o-9", 50, CatalogPagesTest::any);
        assertPage(null, 10_000, CatalogPagesTest::any);
    }

    @Test
    void givesAnObjectThatCameBackOnce() {
        change(List.of(put("a"), put("b"), put("c")));
        assertPage(null, 10, CatalogPagesTest::any);
        change(List.of(delete("b")));
        change(List.of(put("b"), put("bb")));
        change(List.of(delete("bb")));
        change(List.of(put("bb")));

        assertPage(null, 10, CatalogPagesTest::any);
        assertThat(catalog.page(Kind.ORGANIZATION, null, 10, CatalogPagesTest::any))
                .hasSize(4);
    }

    @Test
    void leavesTheCatalogueBeforeAChangeAsItWas() {
        change(List.of(put("a"), put("c")));
        assertPage(null, 10, CatalogPagesTest::any);
        Catalog before = catalog;
        change(List.of(put("b"), delete("a")));

        assertThat(before.page(Kind.ORGANIZATION, null, 10, CatalogPagesTest::any))
                .hasSize(2);
        assertPage(null, 10, CatalogPagesTest::any);
    }

    @Test
    void fillsAPageWithWhatPasses() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            changes.add(put("o-" + i));
        }
        change(changes);

        assertPage("o-2", 3, stored -> stored.definition().id().endsWith("7"));
        assertThat(catalog.page(Kind.ORGANIZATION, null, 0, CatalogPagesTest::any))
                .isEmpty();
    }

    private void assertPage(@Nullable String after, int limit, Predicate<Stored<?>> filter) {
        List<Stored<?>> expected = (after == null ? naive : naive.tailMap(after, false))
                .values().stream().filter(filter).limit(limit).toList();

        assertThat(catalog.page(Kind.ORGANIZATION, after, limit, filter)).isEqualTo(expected);
    }

    private void change(List<Change> changes) {
        for (Change change : changes) {
            Stored<?> stored = change.stored();
            if (stored == null) {
                naive.remove(change.id());
            } else {
                naive.put(change.id(), stored);
            }
        }
        catalog = catalog.with(HERE, changes);
    }

    private static boolean any(Stored<?> stored) {
        return true;
    }

    private static String name(Random random) {
        return "o-" + random.nextInt(200);
    }

    private static Change put(String id) {
        Organization organization = new Organization(id, id);
        return new Change(Kind.ORGANIZATION, id, new Stored<>(organization, 1, 1, Instant.EPOCH, Instant.EPOCH, "me"));
    }

    private static Change delete(String id) {
        return new Change(Kind.ORGANIZATION, id, null);
    }
}
