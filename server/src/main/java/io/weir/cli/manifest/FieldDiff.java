package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One difference between what the cluster holds and what a file states, ready to be shown.
 *
 * @param path within the object
 * @param before as the cluster has it; empty where it has nothing
 * @param after as the file has it; empty where it has nothing
 */
record FieldDiff(String path, String before, String after) {
    private static final int SHOWN = 100;

    /**
     * Compares two objects in canonical form.
     *
     * @param secrets fields at the top whose values must not be shown
     */
    static List<FieldDiff> between(ObjectNode before, ObjectNode after, Set<String> secrets) {
        List<FieldDiff> diffs = new ArrayList<>();
        for (String name : names(before, after)) {
            if (!secrets.contains(name)) {
                compare(name, before.get(name), after.get(name), diffs);
            } else if (!before.path(name).equals(after.path(name))) {
                diffs.add(new FieldDiff(name, before.has(name) ? "***" : "", after.has(name) ? "***" : ""));
            }
        }
        return diffs;
    }

    @Override
    public String toString() {
        if (before.isEmpty()) {
            return "+ " + path + ": " + after;
        }
        return after.isEmpty() ? "- " + path + ": " + before : path + ": " + before + " -> " + after;
    }

    private static void compare(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, List<FieldDiff> diffs) {
        if (before == null || after == null) {
            diffs.add(new FieldDiff(path, shown(before), shown(after)));
        } else if (before instanceof ObjectNode was && after instanceof ObjectNode is) {
            for (String name : names(was, is)) {
                compare(path + "." + name, was.get(name), is.get(name), diffs);
            }
        } else if (before.isArray() && after.isArray()) {
            compareItems(path, before, after, diffs);
        } else if (!before.equals(after)) {
            diffs.add(new FieldDiff(path, shown(before), shown(after)));
        }
    }

    private static void compareItems(String path, JsonNode before, JsonNode after, List<FieldDiff> diffs) {
        if (before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "[" + i + "]", before.get(i), after.get(i), diffs);
            }
            return;
        }
        List<JsonNode> gone = new ArrayList<>();
        List<JsonNode> come = new ArrayList<>();
        before.forEach(gone::add);
        after.forEach(item -> {
            if (!gone.remove(item)) {
                come.add(item);
            }
        });
        gone.forEach(item -> diffs.add(new FieldDiff(path + "[]", shown(item), "")));
        come.forEach(item -> diffs.add(new FieldDiff(path + "[]", "", shown(item))));
    }

    private static Set<String> names(ObjectNode a, ObjectNode b) {
        Set<String> names = new TreeSet<>();
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        String text = value.isTextual() ? "\"" + value.asText() + "\"" : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
