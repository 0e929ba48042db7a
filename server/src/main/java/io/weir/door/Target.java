package io.weir.door;

import static io.weir.door.RefusedException.badTarget;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a request line's target says (RFC 9112 §3.2): origin-form, or absolute-form, whose authority then stands for {@code Host}.
 * Authority-form belongs to CONNECT and asterisk-form to a server's own options; a gateway serves neither.
 *
 * @param path in normal form
 * @param authority of an absolute target, else null
 */
public record Target(
        String path, @Nullable String query, @Nullable String authority) {

    public static Target parse(HttpMethod method, String target) {
        refuseConnect(method);
        return target.charAt(0) == '/' ? origin(target, null) : absolute(target);
    }

    public static void refuseConnect(HttpMethod method) {
        if (method.equals(HttpMethod.CONNECT)) {
            throw RefusedException.malformed(501, "method-not-implemented", "method: CONNECT (expected: another one)");
        }
    }

    private static Target absolute(String target) {
        int start = target.regionMatches(true, 0, "http://", 0, 7) ? 7 : 8;
        if (start == 8 && !target.regionMatches(true, 0, "https://", 0, 8)) {
            throw badTarget("the target is neither a path nor an http URI (expected: a path that starts with /)");
        }
        int end = start;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String authority = target.substring(start, end);
        if (!HostSyntax.isValid(authority)) {
            throw badTarget("the target's authority is malformed (expected: host or host:port)");
        }
        String rest = target.substring(end);
        return origin(rest.startsWith("/") ? rest : "/" + rest, authority);
    }

    private static Target origin(String target, @Nullable String authority) {
        int mark = target.indexOf('?');
        String path = PathNormalizer.normalize(mark < 0 ? target : target.substring(0, mark));
        String query = PathNormalizer.checkQuery(mark < 0 ? null : target.substring(mark + 1));
        return new Target(path, query, authority);
    }
}
