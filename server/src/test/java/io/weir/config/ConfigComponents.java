package io.weir.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings as the record components name them. */
final class ConfigComponents {
    private ConfigComponents() {}

    /** Path and value of each component that is no record itself. */
    static Map<String, Object> leaves(NodeConfig config) {
        Map<String, Object> leaves = new TreeMap<>();
        collect("", config, leaves);
        return leaves;
    }

    /** The types of the same components. */
    static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new TreeMap<>();
        collectTypes("", NodeConfig.class, types);
        return types;
    }

    private static void collect(String prefix, Object section, Map<String, Object> leaves) {
        for (RecordComponent component : components(section.getClass())) {
            String path = prefix + component.getName();
            Optional<Object> value = Optional.ofNullable(value(component, section));
            if (value.isPresent() && value.get() instanceof Record nested) {
                collect(path + ".", nested, leaves);
            } else {
                leaves.put(path, value);
            }
        }
    }

    private static void collectTypes(String prefix, Class<?> section, Map<String, Class<?>> types) {
        for (RecordComponent component : components(section)) {
            String path = prefix + component.getName();
            if (component.getType().isRecord()) {
                collectTypes(path + ".", component.getType(), types);
            } else {
                types.put(path, component.getType());
            }
        }
    }

    private static List<RecordComponent> components(Class<?> type) {
        return List.of(type.getRecordComponents());
    }

    private static @Nullable Object value(RecordComponent component, Object section) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException unreachable) {
            throw new LinkageError("unreachable", unreachable);
        }
    }
}
