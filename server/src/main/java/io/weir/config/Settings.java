package io.weir.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All settings of one load, file and overrides together. What is asked for is remembered, so that in the end whatever was written and never
 * asked for is known to mean nothing: the code that reads the settings is the only list of them. Confined to the loading thread.
 */
final class Settings {
    private final Overrides overrides;
    private final Placeholders placeholders;
    private final Problems problems;
    private final Set<String> knownInFile = new TreeSet<>();
    private final Set<String> knownOverrides = new TreeSet<>();
    private final Map<String, Setting> found = new HashMap<>();
    private final Map<String, String> effective = new HashMap<>();

    Settings(Overrides overrides, Placeholders placeholders, Problems problems) {
        this.overrides = overrides;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** The value of an attribute: override before file before fallback. A bad one is reported and read as the fallback. */
    <T> T read(Optional<ConfigElement> element, String path, String name, ValueType<T> type, T fallback) {
        knownInFile.add(path);
        knownOverrides.add(path);
        Optional<Setting> inFile = element.map(present -> present.attributes().get(name));
        return overrides
                .find(path)
                .or(() -> inFile)
                .flatMap(setting -> value(setting, type))
                .orElse(fallback);
    }

    /** The value of something that only an override can say. */
    <T> Optional<T> readOverride(String path, ValueType<T> type) {
        knownOverrides.add(path);
        return overrides.find(path).flatMap(setting -> value(setting, type));
    }

    /** The value of an attribute that no override reaches. */
    <T> T readInFile(ConfigElement element, String name, ValueType<T> type, T fallback) {
        return Optional.ofNullable(element.attributes().get(name))
                .flatMap(setting -> value(setting, type))
                .orElse(fallback);
    }

    /** The override of a path that is only valid under conditions, which the caller checks. */
    Optional<Setting> override(String path) {
        knownOverrides.add(path);
        return overrides.find(path);
    }

    /** Makes a path known in the file without reading it. */
    void declare(String path) {
        knownInFile.add(path);
    }

    /** True where what was written was no such value, so that the fallback, which nobody chose, stands for it. */
    boolean isRejected(String path) {
        return problems.concern(path);
    }

    /** Reports a setting that is out of place. */
    void report(Setting setting, String expected) {
        problems.add(setting, expected);
    }

    /** Reports something that is wrong with a value only in view of others, at the place where it was written. */
    void report(String path, String value, String expected, String file) {
        Setting setting = found.get(path);
        if (setting == null) {
            problems.add(file, 0, path, value, expected);
        } else {
            problems.add(setting.file(), setting.line(), path, value, expected);
        }
    }

    private <T> Optional<T> value(Setting setting, ValueType<T> type) {
        found.put(setting.path(), setting);
        Optional<String> text = placeholders.resolve(setting, problems);
        text.ifPresent(resolved -> effective.put(setting.path(), resolved));
        Optional<T> value = text.flatMap(type::parse);
        if (text.isPresent() && value.isEmpty()) {
            problems.add(setting, type.expected());
        }
        return value;
    }

    /** Attributes that mean something, by path, the same for all addresses of a list. */
    Set<String> knownInFile() {
        return knownInFile;
    }

    /** What {@code --set} and the environment can name. */
    Set<String> knownOverrides() {
        return knownOverrides;
    }

    /** The text that counts for a path, placeholders resolved; empty where none was written. */
    Optional<String> effective(String path) {
        return Optional.ofNullable(effective.get(path));
    }
}
