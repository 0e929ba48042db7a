package io.weir.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code config.xml} with its overrides into a {@link NodeConfig}. {@code --set} beats the environment, that beats the file, that
 * beats the defaults; placeholders are resolved in whatever wins. Blocking; any thread.
 */
public final class ConfigLoader {
    /** The file's name in the configuration directory. */
    public static final String FILE = "config.xml";

    private static final int MAX_FILE_BYTES = 256 << 10;

    private final Map<String, String> environment;

    /** @param environment for {@code WEIR_*} overrides and <code>${env:NAME}</code>, as {@link System#getenv()} */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Loads a node's configuration.
     *
     * @param directory holds {@code config.xml}; relative files in it are relative to this directory
     * @param sets {@code path=value} each; of two for one path the last counts
     * @throws ConfigException with everything that is wrong
     */
    public LoadedConfig load(Path directory, Collection<String> sets) {
        Problems problems = new Problems();
        return load(directory, text(directory.resolve(FILE), problems), sets, problems);
    }

    /**
     * What {@link #load} would give if the file had this text.
     *
     * @throws ConfigException with everything that is wrong
     */
    LoadedConfig loadText(Path directory, String text, Collection<String> sets) {
        return load(directory, Optional.of(text), sets, new Problems());
    }

    private LoadedConfig load(Path directory, Optional<String> text, Collection<String> sets, Problems problems) {
        String file = directory.resolve(FILE).toString();
        Optional<ConfigElement> root =
                text.flatMap(present -> new ConfigXml(file, withoutMark(present), problems).read());
        boolean isWhole = problems.isEmpty();
        Overrides overrides = new Overrides(environment, sets);
        Settings settings = new Settings(overrides, new Placeholders(directory, environment), problems);

        NodeConfig config = new NodeConfigReader(directory).read(new Section(settings, root, ""));
        root.ifPresent(element -> checkRoot(element, settings, problems, file));
        LauncherVariables.check(environment, problems);
        overrides.reportUnknown(settings.knownOverrides(), problems);
        if (isWhole) {
            new CrossChecks(config, settings, file).run();
        }
        if (problems.isEmpty()) {
            root.ifPresent(new SchemaCheck(file, settings, problems)::check);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.sorted());
        }
        List<String> warnings = new ArrayList<>(overrides.unknownVariables(settings.knownOverrides()));
        warnings.addAll(ExposureWarnings.of(config));
        return new LoadedConfig(config, overrides.among(settings.knownOverrides()), warnings);
    }

    private static Optional<String> text(Path path, Problems problems) {
        try {
            if (!Files.isRegularFile(path)) {
                problems.add(
                        path.toString(), 0, "", "no such file", "the node's configuration; --conf names its directory");
            } else if (Files.size(path) > MAX_FILE_BYTES) {
                problems.add(path.toString(), 0, "", Files.size(path) + " bytes", "at most 256KB");
            } else {
                return Optional.of(decode(Files.readAllBytes(path)));
            }
        } catch (CharacterCodingException otherEncoding) {
            problems.add(path.toString(), 0, "", "not UTF-8", "a file in UTF-8");
        } catch (IOException unreadable) {
            problems.add(path.toString(), 0, "", "not readable", "a file that this user may read");
        }
        return Optional.empty();
    }

    /** Strictly UTF-8. */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A byte order mark is none of the XML. */
    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void checkRoot(ConfigElement root, Settings settings, Problems problems, String file) {
        if (root.name().equals("weir")) {
            new StructureCheck(settings.knownInFile(), problems, file).check(root);
        } else {
            problems.add(file, root.line(), "", "<" + root.name() + ">", "<weir> as the root element");
        }
    }
}
