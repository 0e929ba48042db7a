package io.weir.route;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A point in the tree of one API's resource paths, and what may follow it, the most literal first. A search goes back and tries the
 * next kind where one leads nowhere; it visits each node at most once, so its cost is bounded by the API's own size. Immutable.
 *
 * @param end the routes whose path ends here
 * @param literals by the text of the next segment; the empty text is a slash at the end
 * @param mixed in the order in which they are tried
 * @param template what follows any one segment that is not empty
 * @param wildcard the routes that take any rest, the empty one included
 */
record RouteNode(
        @Nullable RouteLeaf end,
        @Nullable RegionMap<RouteNode> literals,
        List<MixedBranch> mixed,
        @Nullable RouteNode template,
        @Nullable RouteLeaf wildcard) {

    /**
     * Finds the most literal route for the rest of a path.
     *
     * @param at the index of the slash before the next segment, or the path's length
     * @param allowed takes the methods of routes that have the path but not the method, where nothing is found
     */
    Match.@Nullable Found find(String method, String path, int at, @Nullable Set<String> allowed) {
        if (at == path.length()) {
            return end == null ? null : end.find(method, allowed);
        }
        int from = at + 1;
        int slash = path.indexOf('/', from);
        int to = slash < 0 ? path.length() : slash;
        RouteNode literal = literals == null ? null : literals.get(path, from, to);
        Match.Found found = literal == null ? null : literal.find(method, path, to, allowed);
        for (int i = 0; found == null && i < mixed.size(); i++) {
            if (mixed.get(i).matches(path, from, to)) {
                found = mixed.get(i).next().find(method, path, to, allowed);
            }
        }
        if (found == null && template != null && to > from) {
            found = template.find(method, path, to, allowed);
        }
        return found == null ? findRest(method, path, at, allowed) : found;
    }

    /** The same for the root of an API whose context was called without a slash behind it. */
    Match.@Nullable Found findBare(String method, @Nullable Set<String> allowed) {
        RouteNode slash = literals == null ? null : literals.get("", 0, 0);
        Match.Found found = slash == null || slash.end == null ? null : slash.end.find(method, allowed);
        return found == null && wildcard != null ? wildcard.find(method, allowed) : found;
    }

    private Match.@Nullable Found findRest(String method, String path, int at, @Nullable Set<String> allowed) {
        // An empty segment is no path of ours: a target that drops it would see another path than the policies did.
        return wildcard == null || path.indexOf("//", at) >= 0 ? null : wildcard.find(method, allowed);
    }
}
