package io.weir.wsconfig.httpd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paths that an {@code Include} may name: {@code *}, {@code ?} and {@code [...]} in any part, a folder for all that is below it. */
final class FileNamePattern {
    private static final Pattern WILD = Pattern.compile("[*?\\[]");

    private FileNamePattern() {}

    /** The files that this path names, in the order in which the web server reads them. */
    static List<Path> files(Path path) throws IOException {
        List<Path> found = List.of(path.getRoot());
        for (Path part : path) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                step(folder, part.toString(), next);
            }
            found = next;
        }
        List<Path> files = new ArrayList<>();
        for (Path each : found) {
            below(each, files);
        }
        return files;
    }

    private static void step(Path folder, String part, List<Path> next) throws IOException {
        if (!WILD.matcher(part).find()) {
            Path path = folder.resolve(part);
            if (Files.exists(path)) {
                next.add(path);
            }
        } else if (Files.isDirectory(folder)) {
            Pattern pattern = pattern(part);
            next.addAll(children(folder).stream()
                    .filter(child ->
                            pattern.matcher(String.valueOf(child.getFileName())).matches())
                    .toList());
        }
    }

    private static void below(Path path, List<Path> files) throws IOException {
        if (!Files.isDirectory(path)) {
            files.add(path);
            return;
        }
        for (Path child : children(path)) {
            below(child, files);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** As the C library's {@code fnmatch}: a leading dot must be given. */
    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder(glob.startsWith(".") ? "" : "(?!\\.)");
        for (int index = 0; index < glob.length(); index++) {
            char c = glob.charAt(index);
            int close = c == '[' ? glob.indexOf(']', index + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = glob.substring(index + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&&", "&\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                index = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
