package io.weir.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The {@code WEIR_*} variables that are no settings: they mean something to the launcher, to client commands or to {@code logback.xml}. */
final class LauncherVariables {
    private static final Set<String> LEVELS = Set.of("off", "error", "warn", "info", "debug", "trace");

    static final Set<String> NAMES = Set.of(
            "WEIR_ACCESS_LOG",
            "WEIR_DEBUG",
            "WEIR_JAVA_OPTS",
            "WEIR_LOG_FORMAT",
            "WEIR_LOG_LEVEL",
            "WEIR_SERVER",
            "WEIR_TOKEN");

    private LauncherVariables() {}

    static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** Reports what Logback would take silently: a format that it does not know means no log at all, a level DEBUG. */
    static void check(Map<String, String> environment, Problems problems) {
        String format = environment.getOrDefault("WEIR_LOG_FORMAT", "text");
        if (!Set.of("text", "json").contains(format)) {
            problems.add("WEIR_LOG_FORMAT", 0, "", Setting.shown(format), "text or json");
        }
        for (String name : new String[] {"WEIR_LOG_LEVEL", "WEIR_ACCESS_LOG"}) {
            String level = environment.getOrDefault(name, "info");
            if (!LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
                problems.add(name, 0, "", Setting.shown(level), "off, error, warn, info, debug or trace");
            }
        }
    }
}
