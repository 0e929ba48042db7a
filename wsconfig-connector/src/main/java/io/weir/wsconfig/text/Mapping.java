package io.weir.wsconfig.text;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which paths a web server passes on to the cluster and which it keeps. The administration of Weir is kept whatever a user says: it is
 * not for the outside, and a node's traffic listener does not serve it. Immutable.
 */
public record Mapping(List<Rule> rules) {
    private static final List<Rule> ADMINISTRATION =
            List.of(new Rule("/admin", Kind.BOTH, false), new Rule("/api/v1", Kind.BOTH, false));
    private static final Pattern LITERAL = Pattern.compile("(/[A-Za-z0-9._~!()+,;:@-]*)+");

    /** Everything but the administration. */
    public static final Mapping EVERYTHING = new Mapping(List.of(new Rule("/", Kind.BELOW, true)));

    /** What of a path a rule is about. */
    enum Kind {
        /** The path alone. */
        EXACT,
        /** What lies below it. */
        BELOW,
        /** The path and what lies below it. */
        BOTH
    }

    /**
     * One line.
     *
     * @param path ends with a slash for {@link Kind#BELOW} and with none for the others
     * @param isPassedOn false where it is kept
     */
    record Rule(String path, Kind kind, boolean isPassedOn) {}

    /** Adds the administration, and puts the longest paths first: with mod_proxy the first rule that fits decides. */
    public Mapping {
        List<Rule> all = new ArrayList<>(ADMINISTRATION);
        rules.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
        all.sort(Comparator.comparing(Rule::isPassedOn)
                .thenComparing(rule -> -rule.path().length())
                .thenComparing(Rule::path));
        rules = List.copyOf(all);
    }

    /**
     * Reads a user's own rules: a line {@code /path}, {@code /path/*} or {@code /path|/*}, with {@code !} before it for what is kept;
     * {@code #} starts a comment.
     */
    public static Mapping read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new WsconfigException(file + ": cannot be read (expected: a file of mapping rules, by -mapping)", e);
        }
        List<Rule> rules = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                rules.add(rule(line, file + ":" + (index + 1)));
            }
        }
        if (rules.stream().noneMatch(Rule::isPassedOn)) {
            throw new WsconfigException(file + ": no rule passes anything on (expected: a line such as /petstore|/*)");
        }
        return new Mapping(rules);
    }

    private static Rule rule(String line, String place) {
        boolean isPassedOn = !line.startsWith("!");
        String pattern = isPassedOn ? line : line.substring(1).strip();
        Kind kind = pattern.endsWith("|/*") ? Kind.BOTH : pattern.endsWith("/*") ? Kind.BELOW : Kind.EXACT;
        String path = pattern.substring(0, pattern.length() - (kind == Kind.BOTH ? 3 : kind == Kind.BELOW ? 1 : 0));
        boolean isRoot = kind == Kind.BOTH && path.isEmpty();
        if (!isRoot && !LITERAL.matcher(path).matches()) {
            throw new WsconfigException(
                    place + ": " + line + " (expected: /path, /path/* or /path|/*, with ! before it for what is kept)");
        }
        return isRoot ? new Rule("/", Kind.BELOW, isPassedOn) : new Rule(path, kind, isPassedOn);
    }

    /**
     * The {@code uriworkermap.properties} of mod_jk and isapi_redirect.
     *
     * @param statusPath kept too, where there is one: it is the status worker's
     */
    public String workerMap(WorkerNames names, Optional<String> statusPath) {
        Lines lines = new Lines().add("# Made by wsconfig. Own rules: wsconfig -mapping FILE.");
        statusPath.ifPresent(path -> lines.add("!" + path + "=" + names.balancer()));
        rules.forEach(rule -> lines.add((rule.isPassedOn() ? "" : "!") + pattern(rule) + "=" + names.balancer()));
        return lines.text();
    }

    /** The {@code ProxyPass} lines of mod_proxy; what is kept comes first. */
    List<String> proxyPasses(String balancer) {
        return rules.stream().map(rule -> proxyPass(rule, balancer)).toList();
    }

    /** What is kept, for web servers whose snippets refuse it: paths without a trailing slash. */
    static List<String> administration() {
        return ADMINISTRATION.stream().map(Rule::path).collect(Collectors.toList());
    }

    private static String pattern(Rule rule) {
        return switch (rule.kind()) {
            case EXACT -> rule.path();
            case BELOW -> rule.path() + "*";
            case BOTH -> rule.path() + "|/*";
        };
    }

    private static String proxyPass(Rule rule, String balancer) {
        if (rule.kind() == Kind.EXACT) {
            String literal = rule.path().replaceAll("[.$()+^|*?{}\\[\\]\\\\]", "\\\\$0");
            // A target without a part of the match in it gets the whole path behind it.
            return "ProxyPassMatch \"^" + literal + "$\" "
                    + (rule.isPassedOn() ? "\"" + balancer + "\" nocanon" : "\"!\"");
        }
        String target = rule.isPassedOn() ? "\"" + balancer + rule.path() + "\" nocanon" : "\"!\"";
        return "ProxyPass \"" + rule.path() + "\" " + target;
    }
}
