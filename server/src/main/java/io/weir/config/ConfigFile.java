package io.weir.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code config.xml} of a running node, to be changed value by value: everything else in it stays byte for byte, the former file is
 * kept as {@code config.xml.bak}, and a file that no node could start with is never written. What {@code --set}, the environment or a
 * placeholder decides is not changed here. Blocking; any thread, one rewrite at a time.
 */
public final class ConfigFile {
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> sets;

    /**
     * @param directory holds {@code config.xml}
     * @param environment as {@link ConfigLoader} has it
     * @param sets {@code path=value} each, as the node was started with
     */
    public ConfigFile(Path directory, Map<String, String> environment, Collection<String> sets) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.sets = List.copyOf(sets);
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /** A change that was found to be possible, and not made yet. */
    public static final class Rewrite {
        private final Path path;
        private final byte[] before;
        private final byte[] after;
        private final LoadedConfig result;

        private Rewrite(Path path, byte[] before, byte[] after, LoadedConfig result) {
            this.path = path;
            this.before = before;
            this.after = after;
            this.result = result;
        }

        /** What a node starts with once it is made. */
        public LoadedConfig result() {
            return result;
        }

        /**
         * Makes the change; nothing happens where there is none.
         *
         * @throws ConfigFileException where the file was changed by somebody else meanwhile, or cannot be written; it stays as it was
         */
        public void write() throws ConfigFileException {
            if (Arrays.equals(before, after)) {
                return;
            }
            try {
                if (!Arrays.equals(Files.readAllBytes(path), before)) {
                    throw new ConfigFileException(
                            path.toString(), "changed meanwhile", "that nobody else writes it; try again");
                }
                ReplacedFile.write(path, before, after);
            } catch (IOException e) {
                throw new ConfigFileException(
                        path.toString(), "cannot be written: " + e, "a file that can be replaced");
            }
        }
    }

    /**
     * What a node would start with now.
     *
     * @throws ConfigException with everything that is wrong
     */
    public LoadedConfig load() {
        return new ConfigLoader(environment).load(directory, sets);
    }

    /**
     * Finds out whether an edit can be made, without making it.
     *
     * @throws ConfigFileException naming what decides a value instead of the file, or what is wrong with the file or the result
     */
    public Rewrite prepare(ConfigEdit edit) throws ConfigFileException {
        Path path = path();
        byte[] before = read(path);
        String text = text(path, before);
        LoadedConfig now = checked(text);
        if (edit.isEmpty()) {
            return new Rewrite(path, before, before, now);
        }
        List<ConfigProblem> obstacles = new ArrayList<>(overrides(edit));
        obstacles.addAll(placeholders(path, text, edit));
        edit.values().forEach((name, value) -> unwritable(path, name, value).ifPresent(obstacles::add));
        if (!obstacles.isEmpty()) {
            throw new ConfigFileException(obstacles);
        }
        requireWritable(path);
        String rewritten = ConfigRewriter.rewrite(text, edit);
        return new Rewrite(path, before, rewritten.getBytes(StandardCharsets.UTF_8), checked(rewritten));
    }

    /** The file itself, where {@code config.xml} is a link. */
    private Path path() throws ConfigFileException {
        Path path = directory.resolve(ConfigLoader.FILE);
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new ConfigFileException(path.toString(), "no such file", "the node's configuration");
        }
    }

    private static byte[] read(Path path) throws ConfigFileException {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ConfigFileException(path.toString(), "cannot be read: " + e, "a file that this user may read");
        }
    }

    private static String text(Path path, byte[] bytes) throws ConfigFileException {
        try {
            return ConfigLoader.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new ConfigFileException(path.toString(), "not UTF-8", "a file in UTF-8");
        }
    }

    private LoadedConfig checked(String text) throws ConfigFileException {
        try {
            return new ConfigLoader(environment).loadText(directory, text, sets);
        } catch (ConfigException e) {
            throw new ConfigFileException(e.problems());
        }
    }

    private List<ConfigProblem> overrides(ConfigEdit edit) {
        Overrides overrides = new Overrides(environment, sets);
        return edit.paths().stream()
                .flatMap(path -> overrides.find(path).stream())
                .map(setting -> new ConfigProblem(
                        setting.file(),
                        0,
                        setting.path(),
                        setting.shown(),
                        "no override, so that config.xml decides; start the node without it to change this"))
                .toList();
    }

    private static List<ConfigProblem> placeholders(Path path, String text, ConfigEdit edit) {
        Problems none = new Problems();
        ConfigElement root = new ConfigXml(path.toString(), ConfigLoader.withoutMark(text), none)
                .read()
                .orElseThrow();
        List<ConfigProblem> found = new ArrayList<>();
        for (Setting setting : replacedSettings(root, edit)) {
            String references = Placeholders.references(setting.text());
            if (!references.isEmpty()) {
                found.add(new ConfigProblem(
                        setting.file(),
                        setting.line(),
                        setting.path(),
                        Setting.shown(references),
                        "a value that stands in the file; change what it refers to, or the file by hand, and start the"
                                + " node again"));
            }
        }
        return found;
    }

    /** The settings that an edit would write over. */
    private static List<Setting> replacedSettings(ConfigElement root, ConfigEdit edit) {
        List<Setting> settings = new ArrayList<>();
        edit.values().keySet().forEach(path -> {
            int dot = path.lastIndexOf('.');
            element(root, path.substring(0, dot))
                    .map(element -> element.attributes().get(path.substring(dot + 1)))
                    .ifPresent(settings::add);
        });
        edit.addresses()
                .keySet()
                .forEach(path -> element(root, path)
                        .map(element -> element.children("address"))
                        .orElse(List.of())
                        .forEach(address -> settings.addAll(address.attributes().values())));
        return settings;
    }

    private static Optional<ConfigElement> element(ConfigElement root, String path) {
        Optional<ConfigElement> element = Optional.of(root);
        for (String step : path.split("\\.")) {
            element = element.flatMap(parent -> parent.children(step).stream().findFirst());
        }
        return element;
    }

    private static Optional<ConfigProblem> unwritable(Path path, String name, String value) {
        boolean isWritable = value.codePoints()
                .allMatch(point -> point == '\t'
                        || point == '\n'
                        || point == '\r'
                        || (point >= ' ' && point < Character.MIN_SURROGATE)
                        || (point >= 0xE000 && point <= 0xFFFD)
                        || point > 0xFFFF);
        return isWritable
                ? Optional.empty()
                : Optional.of(new ConfigProblem(
                        path.toString(), 0, name, "a character that XML does not have", "text without it"));
    }

    private static void requireWritable(Path path) throws ConfigFileException {
        if (!ReplacedFile.isWritable(path)) {
            throw new ConfigFileException(path.toString(), "read-only", "a file that this user may write");
        }
    }
}
