package io.weir.wsconfig.connector;

import io.weir.wsconfig.files.FileChanges;
import io.weir.wsconfig.files.FileText;
import io.weir.wsconfig.files.MarkedBlock;
import io.weir.wsconfig.httpd.HttpdConfig;
import io.weir.wsconfig.httpd.HttpdConfigReader;
import io.weir.wsconfig.httpd.VirtualHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our lines in a web server's own files: they are all taken out in thought, and put in anew where they belong now. So the same wish gives the
 * same bytes, and without a wish the bytes are those that were there. One thread, one change.
 */
final class HttpdEdit {
    private static final Pattern BEGIN =
            Pattern.compile("(?m)^[ \\t]*# BEGIN Weir wsconfig: (.*?)(?: \\(after .*)?\\r?$");
    private static final String INDENT = "    ";

    private final HttpdConfig config;
    private final Map<Path, List<Insertion>> insertions = new LinkedHashMap<>();

    /** Where a block goes in the text without ours. */
    private record Insertion(int offset, String indent, MarkedBlock block) {}

    /** @param config as read by {@link #read} */
    HttpdEdit(HttpdConfig config) {
        this.config = config;
    }

    /** The web server's configuration as it is without our lines. */
    static HttpdConfig read(Path mainFile) {
        return HttpdConfigReader.read(mainFile, Envvars.of(mainFile), (file, text) -> strip(text, file.toString()));
    }

    /** Lines for the main server, before whatever leads to a virtual host: the module must be loaded when that one names it. */
    void addToMainFile(MarkedBlock block) {
        insert(config.mainFile(), new Insertion(config.firstVirtualHost(), "", block));
    }

    /** Lines for a virtual host, as its last ones. */
    void addTo(VirtualHost host, MarkedBlock block) {
        insert(host.file(), new Insertion(host.endOffset(), INDENT, block));
    }

    /**
     * Puts the changes down.
     *
     * @param former files that may still have lines of ours, whether the configuration names them or not
     */
    void putInto(FileChanges changes, Collection<Path> former) {
        Set<Path> files = new LinkedHashSet<>();
        // Virtual hosts first: should this process be killed in between, nothing of it is in use yet.
        insertions.keySet().stream()
                .sorted(Comparator.comparing((Path file) -> file.equals(real(config.mainFile()))))
                .forEach(files::add);
        former.stream().map(HttpdEdit::real).filter(Files::isRegularFile).forEach(files::add);
        for (Path file : files) {
            String text = strip(FileText.of(changes.content(file).orElseThrow()), file.toString());
            changes.write(file, FileText.bytes(inserted(text, insertions.getOrDefault(file, List.of()))));
        }
    }

    /** A file's bytes without our lines. */
    static byte[] original(FileChanges changes, Path file) {
        return FileText.bytes(strip(FileText.of(changes.content(file).orElseThrow()), file.toString()));
    }

    private void insert(Path file, Insertion insertion) {
        insertions.computeIfAbsent(real(file), key -> new ArrayList<>()).add(insertion);
    }

    private static String inserted(String text, List<Insertion> insertions) {
        List<Insertion> order = new ArrayList<>(insertions);
        // From the end, so that offsets stay true; of several at one place the first comes out on top.
        Collections.reverse(order);
        order.sort(Comparator.comparingInt(Insertion::offset).reversed());
        String result = text;
        for (Insertion each : order) {
            result = each.block().insert(result, each.offset(), each.indent());
        }
        return result;
    }

    private static String strip(String text, String file) {
        String rest = text;
        Matcher begin = BEGIN.matcher(rest);
        while (begin.find()) {
            rest = new MarkedBlock(begin.group(1), List.of()).remove(rest, file);
            begin = BEGIN.matcher(rest);
        }
        return rest;
    }

    /** Links are followed: two names of one file are one file. */
    static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
