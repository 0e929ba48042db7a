package io.weir.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Position HERE = new Position("e", 1, "t");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void findsByWhatTheGatewayAndTheAdminApiAskFor() {
        Catalog catalog = Catalog.empty()
                .with(HERE, Samples.oneOfEach().stream().map(CatalogTest::made).toList());

        assertThat(requireNonNull(catalog.keyBySha256(Digests.sha256("k1")))
                        .definition()
                        .application())
                .isEqualTo("app");
        assertThat(requireNonNull(catalog.subscription("app", "pets"))
                        .definition()
                        .id())
                .isEqualTo("s1");
        assertThat(catalog.subscription("pets", "app")).isNull();
        assertThat(requireNonNull(catalog.tokenBySha256(Digests.sha256("t1")))
                        .definition()
                        .user())
                .isEqualTo("admin");
        assertThat(catalog.keysOf("app")).hasSize(1);
        assertThat(catalog.subscriptionsOfPlan("gold")).hasSize(1);
        assertThat(catalog.subscriptionsOfApi("pets")).hasSize(1);
        assertThat(catalog.subscriptionsOfApplication("app")).hasSize(1);
        assertThat(catalog.apisAt("default", "/pets/1.0")).hasSize(1);
        assertThat(catalog.api("pets")).isNotNull();
    }

    @Test
    void anIndexFollowsAnObjectThatMoves() {
        Catalog before =
                Catalog.empty().with(HERE, List.of(made(Samples.key("k1", "a")), made(Samples.key("k2", "a"))));

        Catalog after = before.with(HERE, List.of(made(Samples.key("k1", "b"))));

        assertThat(ids(after.keysOf("a"))).containsExactly("k2");
        assertThat(ids(after.keysOf("b"))).containsExactly("k1");
        assertThat(ids(before.keysOf("a"))).containsExactlyInAnyOrder("k1", "k2");
    }

    @Test
    void pagesInOrderOfId() {
        List<Change> changes = new ArrayList<>();
        for (String id : List.of("d", "a", "c", "b", "e")) {
            changes.add(made(Samples.organization(id)));
        }
        Catalog catalog = Catalog.empty().with(HERE, changes);

        assertThat(ids(catalog.page(Kind.ORGANIZATION, null, 2, any -> true))).containsExactly("a", "b");
        assertThat(ids(catalog.page(
                        Kind.ORGANIZATION,
                        "b",
                        2,
                        stored -> !stored.definition().id().equals("c"))))
                .containsExactly("d", "e");
    }

    @Property(tries = 100)
    void theDigestDependsOnTheObjectsAndNotOnTheWayToThem(@ForAll @LongRange(max = 1_000_000) long seed) {
        Random random = new Random(seed);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changes.add(made(Samples.subscription("s" + i, "app" + random.nextInt(5), "api" + random.nextInt(5))));
        }
        Catalog straight = Catalog.empty().with(HERE, changes);
        Change other = new Change(
                Kind.SUBSCRIPTION,
                "s7",
                new Stored<>(Samples.subscription("s7", "x", "y"), 9, 9, NOW, NOW.plusMillis(1), "somebody"));

        Collections.shuffle(changes, random);
        Catalog detour = Catalog.empty().with(HERE, List.of(other)).with(HERE, changes);

        assertThat(detour.digest()).isEqualTo(straight.digest());
        assertThat(detour.with(HERE, List.of(other)).digest()).isNotEqualTo(straight.digest());
    }

    @Test
    void aReloadDropsWhatIsGoneAndTellsWhatDiffers() {
        Stored<Organization> kept = stored(Samples.organization("kept"));
        Catalog before = Catalog.empty()
                .with(
                        HERE,
                        List.of(
                                new Change(Kind.ORGANIZATION, "kept", kept),
                                made(Samples.organization("gone")),
                                made(Samples.user("gone"))));

        Catalog.Reload reload = new Catalog.Reload(before);
        reload.accept(stored(Samples.organization("kept")));
        reload.accept(stored(Samples.organization("new")));
        reload.accept(stored(Samples.organization("new")));
        Catalog after = reload.finish(HERE);

        assertThat(reload.changes())
                .extracting(Change::id, change -> change.stored() == null)
                .containsExactlyInAnyOrder(tuple("new", false), tuple("gone", true), tuple("gone", true));
        assertThat(after.find(Kind.ORGANIZATION, "kept")).isSameAs(kept);
        assertThat(after.size(Kind.USER)).isZero();
    }

    private static List<String> ids(Iterable<? extends Stored<?>> all) {
        List<String> ids = new ArrayList<>();
        all.forEach(stored -> ids.add(stored.definition().id()));
        return ids;
    }

    private static Change made(Definition definition) {
        return new Change(definition.kind(), definition.id(), stored(definition));
    }

    private static <T extends Definition> Stored<T> stored(T definition) {
        return new Stored<>(definition, 1, 1, NOW, NOW, "test");
    }
}
