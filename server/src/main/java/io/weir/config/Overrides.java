package io.weir.config;

import io.weir.config.Setting.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code --set} and the environment say about single paths. Immutable; any thread. */
final class Overrides {
    private static final String PREFIX = "WEIR_";

    private final Map<String, String> environment;
    private final Map<String, Setting> sets = new TreeMap<>();
    private final List<String> withoutValue = new ArrayList<>();

    /**
     * @param environment all of it; only {@code WEIR_*} counts
     * @param sets {@code path=value}; of two for one path the last counts
     */
    Overrides(Map<String, String> environment, Collection<String> sets) {
        this.environment = environment;
        for (String set : sets) {
            int equals = set.indexOf('=');
            if (equals < 0) {
                withoutValue.add(set);
            } else {
                String path = set.substring(0, equals);
                this.sets.put(path, new Setting(path, set.substring(equals + 1), Origin.SET, "--set", 0));
            }
        }
    }

    /** The strongest override of a path. */
    Optional<Setting> find(String path) {
        Setting set = sets.get(path);
        if (set != null) {
            return Optional.of(set);
        }
        String variable = variable(path);
        return Optional.ofNullable(environment.get(variable))
                .map(text -> new Setting(path, text, Origin.ENVIRONMENT, variable, 0));
    }

    /** Those of these paths that are overridden. */
    Set<String> among(Set<String> paths) {
        return paths.stream().filter(path -> find(path).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    /** Reports each {@code --set} that no setting of this version answers to. */
    void reportUnknown(Set<String> known, Problems problems) {
        for (String set : withoutValue) {
            problems.add("--set", 0, "", Setting.shown(set), "path=value");
        }
        for (String path : sets.keySet()) {
            if (!known.contains(path)) {
                String nearest = NearestName.of(path, known);
                problems.add("--set", 0, Setting.shown(path), "no such setting", nearest);
            }
        }
    }

    /** One warning for each {@code WEIR_*} variable that means nothing. */
    List<String> unknownVariables(Set<String> known) {
        Map<String, String> names = new HashMap<>();
        known.forEach(path -> names.put(variable(path), path));
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(PREFIX) && !names.containsKey(name) && !LauncherVariables.contains(name)) {
                String nearest = NearestName.of(name, names.keySet());
                warnings.add(Setting.shown(name) + ": no such setting, ignored (nearest: " + nearest + ")");
            }
        }
        return warnings;
    }

    /** {@code WEIR_LISTENERS_HTTP_PORT} of {@code listeners.http.port}. */
    static String variable(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
