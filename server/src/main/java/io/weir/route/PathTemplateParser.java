package io.weir.route;

import io.weir.catalog.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.List;

/** Reads one resource path from left to right. Used once, by one thread. */
final class PathTemplateParser {
    static final Segment EMPTY = Segment.of(List.of(""));

    private final String text;
    private final String field;
    private int at;

    PathTemplateParser(String text, String field) {
        this.text = text;
        this.field = field;
    }

    PathTemplate parse() {
        if (text.isEmpty() || text.charAt(0) != '/') {
            throw invalid(0, "a path that starts with /");
        }
        if (text.length() > PathTemplate.MAX_LENGTH) {
            throw new InvalidDefinitionException(
                    field, text.substring(0, 60) + "…", "at most " + PathTemplate.MAX_LENGTH + " characters");
        }
        List<Segment> segments = new ArrayList<>();
        while (at < text.length()) {
            at++;
            segments.add(segment());
        }
        return new PathTemplate(text, segments);
    }

    private Segment segment() {
        int start = at;
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '/') {
            if (text.charAt(at) == '{') {
                pieces.add(piece.toString());
                piece.setLength(0);
                skipTemplate();
            } else {
                at = PathText.appendNormal(text, at, piece, this::invalid);
            }
        }
        pieces.add(piece.toString());
        return checked(Segment.of(pieces), start);
    }

    private Segment checked(Segment segment, int start) {
        boolean last = at == text.length();
        if (segment.equals(EMPTY) && !last) {
            throw invalid(start, "a segment between two slashes");
        }
        if (segment.kind() == Segment.Kind.WILDCARD && !last) {
            throw invalid(start, "* only at the end; {name} stands for one segment");
        }
        if (segment.kind() == Segment.Kind.LITERAL
                && (segment.literal().equals(".") || segment.literal().equals(".."))) {
            throw invalid(start, "no . or .. segment: they are removed from every request's path");
        }
        return segment;
    }

    private void skipTemplate() {
        int open = at;
        for (at++; at < text.length() && text.charAt(at) != '}'; at++) {
            if (text.charAt(at) == '{' || text.charAt(at) == '/') {
                throw invalid(at, "} that closes the { of column " + (open + 1));
            }
        }
        if (at == text.length()) {
            throw invalid(at, "} that closes the { of column " + (open + 1));
        }
        if (at == open + 1) {
            throw invalid(at, "a name between { and }");
        }
        at++;
    }

    private InvalidDefinitionException invalid(int index, String expected) {
        return new InvalidDefinitionException(field, text, "column " + (index + 1) + ": " + expected);
    }
}
