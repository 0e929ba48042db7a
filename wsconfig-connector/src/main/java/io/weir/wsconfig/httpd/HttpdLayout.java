package io.weir.wsconfig.httpd;

import io.weir.wsconfig.failure.WsconfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where web servers keep their configuration and their modules, on the systems that are known. */
public final class HttpdLayout {
    private static final List<String> MAIN_FILES = List.of("httpd.conf", "apache2.conf");
    private static final List<String> FOLDERS = List.of(
            "/etc/apache2",
            "/etc/httpd/conf",
            "/usr/local/apache2/conf",
            "/usr/local/etc/apache24",
            "/opt/homebrew/etc/httpd",
            "C:\\Apache24\\conf",
            "C:\\Program Files\\Apache24\\conf");
    private static final List<String> MODULE_FOLDERS = List.of(
            "/usr/lib/apache2/modules",
            "/usr/lib64/httpd/modules",
            "/usr/lib64/apache2",
            "/usr/lib/httpd/modules",
            "/usr/local/apache2/modules");

    private HttpdLayout() {}

    /** The first known folder that holds a configuration, for a user who did not name one. */
    public static Optional<Path> installed() {
        return FOLDERS.stream()
                .map(Path::of)
                .filter(Path::isAbsolute)
                .filter(folder -> mainFileIn(folder).isPresent())
                .findFirst();
    }

    /** The main file of the configuration in this folder, or in {@code conf} below it. */
    public static Path mainFile(Path folder) {
        return mainFileIn(folder)
                .or(() -> mainFileIn(folder.resolve("conf")))
                .orElseThrow(() -> new WsconfigException("-dir: " + folder
                        + " (expected: the folder that holds the web server's httpd.conf or apache2.conf)"));
    }

    /**
     * The file of a module.
     *
     * @param given the file itself or the folder that holds it; the usual folders are looked through where it is empty
     * @param fileName such as {@code mod_jk.so}
     */
    public static Optional<Path> module(Optional<Path> given, HttpdConfig config, String fileName) {
        Stream<Path> folders = Stream.concat(
                Stream.concat(
                        config.moduleFolders().stream(),
                        Stream.of(config.serverRoot().resolve("modules"))),
                MODULE_FOLDERS.stream().map(Path::of));
        return given.map(path -> Stream.of(path, path.resolve(fileName)))
                .orElse(folders.map(folder -> folder.resolve(fileName)))
                .filter(Files::isRegularFile)
                .map(path -> path.toAbsolutePath().normalize())
                .findFirst();
    }

    private static Optional<Path> mainFileIn(Path folder) {
        return MAIN_FILES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
