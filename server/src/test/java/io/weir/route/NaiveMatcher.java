package io.weir.route;

import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rules of routing written down a second time: looks at every resource of every API, and sorts those that match. */
final class NaiveMatcher {
    private static final int TEMPLATE = 0x10000;
    private static final int END = 0x10001;

    private final List<Candidate> all = new ArrayList<>();

    private record Candidate(Api api, int index, String context, String path) {
        String method() {
            return api.resources().get(index).method();
        }

        boolean hasPath(String asked) {
            boolean isRoot = path.equals("/") || path.equals("/*");
            return !asked.contains("//")
                    && ((isRoot && asked.equals(context)) || Pattern.matches(regex(context + path), asked));
        }

        /** 0 for the method itself, 1 for GET that answers HEAD, 2 for any, 3 for none. */
        int rankOf(String asked) {
            if (method().equals(asked)) {
                return 0;
            }
            if (asked.equals("HEAD") && method().equals("GET")) {
                return 1;
            }
            return method().equals("*") ? 2 : 3;
        }
    }

    NaiveMatcher(Collection<Api> apis) {
        Map<String, Api> byContext = new HashMap<>();
        for (Api api : apis) {
            if (api.lifecycle() != Lifecycle.CREATED) {
                byContext.merge(contextOf(api), api, (one, other) -> one.id().compareTo(other.id()) < 0 ? one : other);
            }
        }
        byContext.forEach((context, api) -> {
            for (int i = 0; i < api.resources().size(); i++) {
                all.add(new Candidate(api, i, context, api.resources().get(i).path()));
            }
        });
    }

    /** The route as text: API, index of the resource, context; or the allowed methods; or nothing. */
    String match(String method, String path) {
        List<Candidate> withPath = all.stream()
                .filter(candidate -> candidate.hasPath(path))
                .filter(candidate -> !path.startsWith("/t/") || candidate.context.startsWith("/t/"))
                .toList();
        return withPath.stream()
                .filter(candidate -> candidate.rankOf(method) < 3)
                .min(Comparator.comparing(NaiveMatcher::specificity, NaiveMatcher::compare)
                        .thenComparing(candidate -> -candidate.context.length())
                        .thenComparing(candidate -> candidate.rankOf(method))
                        .thenComparing(Candidate::index))
                .map(found -> found.api.id() + " " + found.index + " " + found.context)
                .orElseGet(() -> allowed(withPath));
    }

    private static String allowed(List<Candidate> withPath) {
        SortedSet<String> methods = new TreeSet<>();
        for (Candidate candidate : withPath) {
            methods.add(candidate.method());
            if (candidate.method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        return methods.toString();
    }

    private static String contextOf(Api api) {
        String context = api.context().equals("/") ? "" : api.context();
        return api.organization().equals("default") ? context : "/t/" + api.organization() + context;
    }

    private static String regex(String path) {
        StringBuilder regex = new StringBuilder();
        String text = path.endsWith("/*") ? path.substring(0, path.length() - 1) : path;
        for (String part : text.split("(?=\\{)|(?<=\\})")) {
            regex.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return regex + (path.endsWith("/*") ? ".*" : "");
    }

    /** Segment by segment: what it is, and for text with templates its characters. */
    private static List<List<Integer>> specificity(Candidate candidate) {
        List<List<Integer>> segments = new ArrayList<>();
        for (String segment : (candidate.context + candidate.path).substring(1).split("/")) {
            if (segment.equals("*")) {
                segments.add(List.of(4));
            } else if (segment.startsWith("{") && segment.indexOf('}') == segment.length() - 1) {
                segments.add(List.of(3));
            } else if (segment.contains("{")) {
                segments.add(mixed(segment));
            } else if (!segment.isEmpty()) {
                segments.add(List.of(1));
            }
        }
        return segments;
    }

    private static List<Integer> mixed(String segment) {
        List<Integer> ranks = new ArrayList<>(List.of(2));
        segment.replaceAll("\\{[^}]*\\}", "{").chars().forEach(c -> ranks.add(c == '{' ? TEMPLATE : c));
        ranks.add(END);
        return ranks;
    }

    private static int compare(List<List<Integer>> one, List<List<Integer>> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            List<Integer> a = one.get(i);
            List<Integer> b = other.get(i);
            for (int j = 0; j < Math.min(a.size(), b.size()); j++) {
                if (!a.get(j).equals(b.get(j))) {
                    return a.get(j) - b.get(j);
                }
            }
        }
        return one.size() - other.size();
    }
}
