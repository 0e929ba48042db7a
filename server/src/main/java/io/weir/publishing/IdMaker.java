package io.weir.publishing;

import io.weir.catalog.Catalog;
import io.weir.catalog.Kind;
import io.weir.openapi.Slug;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes ids of names: the name itself where it is free, else with a few random characters behind it. Any thread, if the generator is. */
public final class IdMaker {
    private static final int SUFFIX_LENGTH = 5;
    private static final int MAX_LENGTH = 63;

    private final RandomGenerator random;

    public IdMaker(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A free id.
     *
     * @param name what it should resemble; null for the kind's own name
     */
    public String free(Kind kind, @Nullable String name, Catalog catalog) {
        String slug = Slug.of(name == null ? kind.label() : name);
        String id = name == null ? withSuffix(slug) : slug;
        while (catalog.find(kind, id) != null) {
            id = withSuffix(slug);
        }
        return id;
    }

    private String withSuffix(String slug) {
        int room = MAX_LENGTH - SUFFIX_LENGTH - 1;
        StringBuilder id = new StringBuilder(slug.length() <= room ? slug : slug.substring(0, room)).append('-');
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            id.append(Character.forDigit(random.nextInt(36), 36));
        }
        return id.toString();
    }
}
