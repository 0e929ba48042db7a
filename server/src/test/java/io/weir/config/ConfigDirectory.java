package io.weir.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration directory for one test. */
record ConfigDirectory(Path path) {

    ConfigDirectory write(String xml) {
        return write("config.xml", xml);
    }

    ConfigDirectory write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    NodeConfig load(String... sets) {
        return load(Map.of(), sets).config();
    }

    LoadedConfig load(Map<String, String> environment, String... sets) {
        return new ConfigLoader(environment).load(path, List.of(sets));
    }

    /** The message lines of a configuration that must not load, each without this directory's name. */
    List<String> problems(String... sets) {
        return problems(Map.of(), sets);
    }

    List<String> problems(Map<String, String> environment, String... sets) {
        ConfigException rejected = catchThrowableOfType(ConfigException.class, () -> load(environment, sets));
        String prefix = path + path.getFileSystem().getSeparator();
        return String.valueOf(rejected.getMessage()).replace(prefix, "").lines().toList();
    }

    /** A file in which one attribute, such as {@code listeners.http.port}, is set. */
    static String xml(String attributePath, String value) {
        String[] names = attributePath.split("\\.");
        String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        String xml = "<" + names[names.length - 2] + " " + names[names.length - 1] + "=\"" + escaped + "\"/>";
        for (int index = names.length - 3; index >= 0; index--) {
            xml = "<" + names[index] + ">" + xml + "</" + names[index] + ">";
        }
        return "<weir>" + xml + "</weir>";
    }
}
