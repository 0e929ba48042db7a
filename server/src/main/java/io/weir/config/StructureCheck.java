package io.weir.config;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reports elements and attributes that mean nothing, and elements that stand twice. Run after the reading, which makes the paths known.
 * The value of an unknown attribute is not shown: it may be a password under a misspelt name.
 */
final class StructureCheck {
    private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

    private final Set<String> known;
    private final Problems problems;
    private final String file;

    StructureCheck(Set<String> knownAttributes, Problems problems, String file) {
        this.known = knownAttributes;
        this.problems = problems;
        this.file = file;
    }

    /** Checks an element that is itself known. */
    void check(ConfigElement element) {
        Names names = namesBelow(element.path());
        for (Setting attribute : element.attributes().values()) {
            String name = attribute
                    .path()
                    .substring(element.path().isEmpty() ? 0 : element.path().length() + 1);
            if (!names.attributes().contains(name)) {
                problems.add(file, attribute.line(), attribute.path(), "unknown attribute", oneOf(names.attributes()));
            }
        }
        for (ConfigElement child : element.children()) {
            if (!names.elements().contains(child.name())) {
                problems.add(file, child.line(), child.path(), "unknown element", oneOf(names.elements()));
            } else if (child.path().endsWith("]") && !child.name().equals("address")) {
                problems.add(file, child.line(), child.path(), "repeated element", "one <" + child.name() + ">");
            } else {
                check(child);
            }
        }
    }

    private Names namesBelow(String path) {
        String prefix = path.isEmpty() ? "" : NUMBER.matcher(path).replaceAll("") + ".";
        Names names = new Names(new TreeSet<>(), new TreeSet<>());
        for (String each : known) {
            if (each.startsWith(prefix)) {
                String rest = each.substring(prefix.length());
                int dot = rest.indexOf('.');
                if (dot < 0) {
                    names.attributes().add(rest);
                } else {
                    names.elements().add(rest.substring(0, dot));
                }
            }
        }
        return names;
    }

    private static String oneOf(Set<String> names) {
        return names.isEmpty() ? "none here" : "one of " + String.join(", ", names);
    }

    private record Names(Set<String> attributes, Set<String> elements) {}
}
