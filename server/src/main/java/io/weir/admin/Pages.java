package io.weir.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Definition;
import io.weir.catalog.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** List calls: {@code limit}, {@code after}, {@code q}, answered as {@code {items,next}} in order of id. */
final class Pages {
    private static final String DEFAULT_LIMIT = "50";

    private Pages() {}

    /** Gives the objects behind an id, at most so many, that pass, in order of id. */
    @FunctionalInterface
    interface Source<T extends Definition> {
        List<Stored<T>> page(@Nullable String after, int limit, Predicate<Stored<T>> filter);
    }

    /** A source that sorts what an index gives. */
    static <T extends Definition> Source<T> of(Iterable<Stored<T>> all) {
        return (after, limit, filter) -> StreamSupport.stream(all.spliterator(), false)
                .filter(stored -> after == null || stored.definition().id().compareTo(after) > 0)
                .filter(filter)
                .sorted(Comparator.comparing(stored -> stored.definition().id()))
                .limit(limit)
                .toList();
    }

    /**
     * Some of the objects that a call asks for.
     *
     * @param next the id to go on behind; null for the last ones
     */
    record Page<T extends Definition>(
            List<Stored<T>> items, @Nullable String next) {

        /** As list calls answer. */
        Answer answer(List<ObjectNode> views) {
            ObjectNode answer = AdminJson.MAPPER.createObjectNode();
            answer.putArray("items").addAll(views);
            answer.put("next", next);
            return Answer.json(200, answer);
        }
    }

    /** One page as the call asks for it. */
    static <T extends Definition> Page<T> page(
            Call call, Source<T> source, Predicate<Stored<T>> visible, Function<T, @Nullable String> name) {
        int limit = Integer.parseInt(call.parameters().query("limit", DEFAULT_LIMIT));
        String text = call.parameters().query("q", "").toLowerCase(Locale.ROOT);
        Predicate<Stored<T>> found = stored -> text.isEmpty()
                || contains(stored.definition().id(), text)
                || contains(name.apply(stored.definition()), text);
        List<Stored<T>> page = source.page(call.parameters().query("after"), limit + 1, visible.and(found));

        return page.size() > limit
                ? new Page<>(
                        page.subList(0, limit), page.get(limit - 1).definition().id())
                : new Page<>(page, null);
    }

    private static boolean contains(@Nullable String value, String text) {
        return value != null && value.toLowerCase(Locale.ROOT).contains(text);
    }
}
