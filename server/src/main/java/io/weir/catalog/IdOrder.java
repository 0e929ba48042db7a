package io.weir.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one kind in order, so that a page begins where it should without looking at all that comes before. Sorted once, and carried
 * along from change to change until so many came that sorting again is cheaper. May name ids that are gone. Immutable.
 */
final class IdOrder {
    static final int MAX_ADDED = 1024;

    private final String[] sorted;

    /** What came since, in order too; none of it is in the other. */
    private final String[] added;

    private IdOrder(String[] sorted, String[] added) {
        this.sorted = sorted;
        this.added = added;
    }

    static IdOrder of(PersistentMap<String, Stored<?>> objects) {
        String[] ids = new String[objects.size()];
        int next = 0;
        for (Stored<?> stored : objects) {
            ids[next++] = stored.definition().id();
        }
        Arrays.sort(ids);
        return new IdOrder(ids, new String[0]);
    }

    /** With further ids; null where there are too many of them by now. */
    @Nullable
    IdOrder with(Collection<String> ids) {
        if (ids.size() > MAX_ADDED) {
            return null;
        }
        TreeSet<String> more = new TreeSet<>(ids);
        more.removeIf(id -> Arrays.binarySearch(sorted, id) >= 0);
        more.addAll(Arrays.asList(added));
        return more.size() > MAX_ADDED ? null : new IdOrder(sorted, more.toArray(String[]::new));
    }

    /** Gives the ids behind one, which need not be there, in order until the visitor has enough. */
    void visit(@Nullable String after, Predicate<String> wantsMore) {
        int inSorted = behind(sorted, after);
        int inAdded = behind(added, after);
        boolean goesOn = true;
        while (goesOn && (inSorted < sorted.length || inAdded < added.length)) {
            boolean isAdded = inSorted == sorted.length
                    || (inAdded < added.length && added[inAdded].compareTo(sorted[inSorted]) < 0);
            goesOn = wantsMore.test(isAdded ? added[inAdded++] : sorted[inSorted++]);
        }
    }

    private static int behind(String[] ids, @Nullable String after) {
        if (after == null) {
            return 0;
        }
        int found = Arrays.binarySearch(ids, after);
        return found < 0 ? -found - 1 : found + 1;
    }
}
