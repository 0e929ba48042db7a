package io.weir.route;

import java.util.List;

/** A segment of text and templates, and what follows it. Immutable. */
final class MixedBranch {
    private final String[] pieces;
    private final RouteNode next;

    /** @param pieces the literal text before, between and behind the templates; two or more */
    MixedBranch(List<String> pieces, RouteNode next) {
        this.pieces = pieces.toArray(String[]::new);
        this.next = next;
    }

    RouteNode next() {
        return next;
    }

    /**
     * True where the part of the path is the first piece, a character or more, the next piece, and so on to the last piece. Each piece
     * is taken where it first occurs, which leaves the most room for the rest, so there is nothing to go back for.
     */
    boolean matches(String path, int from, int to) {
        if (to - from < pieces[0].length() || !path.startsWith(pieces[0], from)) {
            return false;
        }
        int at = from + pieces[0].length();
        int last = pieces.length - 1;
        for (int i = 1; i < last; i++) {
            int found = path.indexOf(pieces[i], at + 1);
            if (found < 0 || found + pieces[i].length() > to) {
                return false;
            }
            at = found + pieces[i].length();
        }
        int tail = to - pieces[last].length();
        return tail > at && path.startsWith(pieces[last], tail);
    }
}
