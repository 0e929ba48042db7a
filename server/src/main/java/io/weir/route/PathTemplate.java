package io.weir.route;

import io.weir.catalog.InvalidDefinitionException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A resource path, understood: literal segments, <code>{name}</code> for one non-empty segment or a non-empty part of one, and a
 * final {@code /*} for any rest. Immutable.
 *
 * @param text as it was written
 */
public record PathTemplate(String text, List<Segment> segments) {

    /** A path longer than this is refused. */
    public static final int MAX_LENGTH = 2000;

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * Understands a resource path.
     *
     * @param field what an error names, e.g. {@code resources[3].path}
     * @throws InvalidDefinitionException naming the column, counted from 1, and what was expected there
     */
    public static PathTemplate parse(String text, String field) {
        return new PathTemplateParser(text, field).parse();
    }

    /**
     * The same for paths that match the same requests at the same rank: {@code /a/{}/b} for <code>/a/{x}/b</code> and
     * <code>/a/{y}/b</code>.
     */
    public String shape() {
        return segments.stream().map(Segment::shape).collect(Collectors.joining("/", "/", ""));
    }

    /** A text that sorts before that of any less literal path that matches the same request; an empty last segment counts as the end. */
    String order() {
        return segments.stream()
                .filter(segment -> !segment.equals(PathTemplateParser.EMPTY))
                .map(Segment::order)
                .collect(Collectors.joining());
    }

    boolean isLiteral() {
        return segments.stream().allMatch(segment -> segment.kind() == Segment.Kind.LITERAL);
    }
}
