package io.weir.route;

import java.util.List;

/**
 * One segment of a {@link PathTemplate}, without its slash.
 *
 * @param kind how it matches; in this order one is preferred to another
 * @param pieces the literal text around the templates, in normal form: one piece for a literal, one more than there are templates for
 *     the others, none for a wildcard
 */
record Segment(Kind kind, List<String> pieces) {
    private static final Segment WILDCARD = new Segment(Kind.WILDCARD, List.of());
    private static final char TEMPLATE_RANK = '\uFFFE';
    private static final char END_RANK = '\uFFFF';

    /** The kinds of segments, the most literal first. */
    enum Kind {
        LITERAL('1'),
        /** Text and templates, e.g. <code>items('{id}')</code>. */
        MIXED('2'),
        /** One template and nothing else. */
        TEMPLATE('3'),
        /** Any rest of the path. */
        WILDCARD('4');

        private final char rank;

        Kind(char rank) {
            this.rank = rank;
        }
    }

    static Segment of(List<String> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0).equals("*") ? WILDCARD : new Segment(Kind.LITERAL, List.copyOf(pieces));
        }
        boolean bare =
                pieces.size() == 2 && pieces.get(0).isEmpty() && pieces.get(1).isEmpty();
        return new Segment(bare ? Kind.TEMPLATE : Kind.MIXED, List.copyOf(pieces));
    }

    /** The text of a literal. */
    String literal() {
        return pieces.get(0);
    }

    /** The same for segments that differ only in the names of their templates. */
    String shape() {
        return kind == Kind.WILDCARD ? "*" : String.join("{}", pieces);
    }

    /**
     * A text that sorts before that of any less literal segment. Mixed ones compare from left to right: a character comes before a
     * template, and a template before the end.
     */
    String order() {
        return kind == Kind.MIXED
                ? kind.rank + String.join(String.valueOf(TEMPLATE_RANK), pieces) + END_RANK
                : String.valueOf(kind.rank);
    }
}
