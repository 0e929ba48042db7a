package io.weir.admin.pages;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All files of console and portal, in memory: about two megabytes. What is not in the build's list cannot be asked for. Immutable; any
 * thread, but {@link #load} blocks.
 */
public final class PageFiles {
    /** Path, digest and media type of each file, one a line. */
    private static final String LIST = "files.tsv";

    private static final String FOLDER = "/io/weir/console/";

    private final Map<String, PageFile> files;

    private PageFiles(Map<String, PageFile> files) {
        this.files = Map.copyOf(files);
    }

    /** What module {@code admin-console} put on the class path; none where it is not there. */
    public static PageFiles load() throws IOException {
        return load(path -> PageFiles.class.getResourceAsStream(FOLDER + path));
    }

    static PageFiles load(Folder folder) throws IOException {
        Map<String, PageFile> files = new HashMap<>();
        Optional<byte[]> list = read(folder, LIST);
        if (list.isEmpty()) {
            return new PageFiles(files);
        }
        for (String line :
                new String(list.get(), StandardCharsets.UTF_8).lines().toList()) {
            PageFile file = file(folder, line);
            files.put(file.path(), file);
        }
        return new PageFiles(files);
    }

    /** Where built files are. */
    @FunctionalInterface
    interface Folder {
        /** Null where there is no such file. */
        @Nullable
        InputStream open(String path);
    }

    private static PageFile file(Folder folder, String line) throws IOException {
        String[] fields = line.split("\t", -1);
        if (fields.length != 3) {
            throw new IOException(LIST + ": " + line + " (expected: path, digest and media type)");
        }
        String path = fields[0];
        return new PageFile(
                path, fields[2], '"' + fields[1] + '"', required(folder, path), required(folder, path + ".gz"));
    }

    private static Buffer required(Folder folder, String path) throws IOException {
        return Buffer.buffer(
                read(folder, path).orElseThrow(() -> new IOException(path + " is not there (expected: as listed)")));
    }

    private static Optional<byte[]> read(Folder folder, String path) throws IOException {
        try (InputStream content = folder.open(path)) {
            return content == null ? Optional.empty() : Optional.of(content.readAllBytes());
        }
    }

    Optional<PageFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** No page was built into this node. */
    public boolean isEmpty() {
        return files.isEmpty();
    }
}
