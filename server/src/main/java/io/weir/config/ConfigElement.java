package io.weir.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of {@code config.xml} as it stands there. Filled by {@link ConfigXml}, then only read.
 *
 * @param name its local name
 * @param path below the root, with {@code [n]} where siblings may have the same name; empty for the root
 * @param line where its tag begins, from 1
 * @param attributes by name, unresolved
 * @param children in order
 */
record ConfigElement(
        String name, String path, int line, Map<String, Setting> attributes, List<ConfigElement> children) {

    ConfigElement(String name, String path, int line) {
        this(name, path, line, new LinkedHashMap<>(), new ArrayList<>());
    }

    List<ConfigElement> children(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }

    /** The path of an attribute or child. */
    String path(String childName) {
        return path.isEmpty() ? childName : path + "." + childName;
    }
}
