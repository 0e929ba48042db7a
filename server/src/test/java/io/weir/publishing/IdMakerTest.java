package io.weir.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Kind;
import io.weir.catalog.Samples;
import io.weir.catalog.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdMakerTest {
    private final IdMaker ids = new IdMaker(new Random(1));

    @Test
    void makesIdsOfNames() {
        assertThat(ids.free(Kind.PLAN, "Gold Plan (2026)", Catalog.empty())).isEqualTo("gold-plan-2026");
        assertThat(ids.free(Kind.KEY, null, Catalog.empty())).matches("key-[0-9a-z]{5}");
    }

    @Test
    void makesAnotherOneWhereThatIsTaken() {
        Catalog catalog =
                Catalog.empty().with(new Position("e", 1, "t"), List.of(change("gold"), change("a".repeat(63))));

        assertThat(ids.free(Kind.PLAN, "Gold", catalog)).matches("gold-[0-9a-z]{5}");
        assertThat(ids.free(Kind.PLAN, "a".repeat(200), catalog)).matches("a{57}-[0-9a-z]{5}");
    }

    private static Change change(String id) {
        return new Change(Kind.PLAN, id, new Stored<>(Samples.plan(id), 1, 1, Instant.EPOCH, Instant.EPOCH, "me"));
    }
}
