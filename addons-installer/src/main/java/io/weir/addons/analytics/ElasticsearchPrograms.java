package io.weir.addons.analytics;

import io.weir.addons.install.Archive;
import io.weir.addons.install.Checksum;
import io.weir.addons.install.Folders;
import io.weir.cli.CommandException;
import io.weir.elastic.DownloadProgress;
import io.weir.elastic.ElasticArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the Elasticsearch that is installed comes from: a given archive, else Maven's central repository. */
public final class ElasticsearchPrograms {
    /** Its own library is named for its version. */
    private static final Pattern LIBRARY = Pattern.compile("elasticsearch-(\\d+\\.\\d+\\.\\d+)(-SNAPSHOT)?\\.jar");

    private ElasticsearchPrograms() {}

    /**
     * Unpacks one.
     *
     * @param from a {@code .zip}, {@code .tar.gz} or {@code .tgz}; null: the one from the central repository
     * @param folder empty
     * @return its version
     */
    public static String put(@Nullable Path from, Path folder, DownloadProgress progress) throws IOException {
        if (from != null && !Files.isRegularFile(from)) {
            throw CommandException.usage("--from: " + from + " (expected: a file)");
        }
        if (from != null && !Archive.isOne(from)) {
            throw CommandException.usage("--from: " + from + " (expected: a .zip, .tar.gz or .tgz file)");
        }
        Path archive = from == null ? fetch(progress) : from;
        Checksum.check(archive);
        Archive.of(archive).unpack(folder, files -> {});
        // The launcher refuses a home without one, though nothing is ever in it.
        Folders.make(folder.resolve("plugins"), "rwxr-xr-x");
        return version(archive, folder);
    }

    private static Path fetch(DownloadProgress progress) {
        try {
            return ElasticArtifact.fetch(progress, "--from FILE");
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String version(Path archive, Path folder) throws IOException {
        List<Path> libraries = List.of();
        if (Files.isDirectory(folder.resolve("lib"))
                && Files.exists(folder.resolve("bin").resolve("elasticsearch"))) {
            try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
                libraries = files.toList();
            }
        }
        for (Path library : libraries) {
            Matcher named = LIBRARY.matcher(library.getFileName().toString());
            if (named.matches()) {
                return named.group(1);
            }
        }
        throw new CommandException(
                archive + " (expected: an archive of Elasticsearch, with bin and lib in one folder)");
    }
}
