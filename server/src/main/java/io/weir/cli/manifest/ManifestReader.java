package io.weir.cli.manifest;

import io.weir.cli.CommandException;
import io.weir.cli.manifest.LocatedTree.SyntaxException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a file, or every {@code .yaml}, {@code .yml} and {@code .json} file below a folder, and checks each object by itself. Left out
 * are hidden files and folders and the documents of APIs: files named {@code *.document.*}, and those that are OpenAPI themselves.
 * One use, one thread.
 */
final class ManifestReader {
    private static final Pattern MANIFEST = Pattern.compile(".*\\.(yaml|yml|json)");
    private static final Pattern DOCUMENT = Pattern.compile(".*\\.document\\.[a-z0-9]+");

    private final Problems problems;
    private final ManifestParser parser;
    private final List<Manifest> manifests = new ArrayList<>();

    ManifestReader(ObjectForms forms, Problems problems) {
        this.problems = problems;
        this.parser = new ManifestParser(forms, problems);
    }

    /** Reads all that lies there, in the order of the files' names; an object that is there twice is a problem. */
    List<Manifest> read(Path source) {
        files(source).forEach(this::readFile);
        Map<ObjectRef, Manifest> first = new HashMap<>();
        for (Manifest manifest : manifests) {
            Manifest earlier = first.putIfAbsent(manifest.ref(), manifest);
            if (earlier != null) {
                problems.add(
                        manifest.at("id"), manifest.ref() + " (expected: once; it is in " + earlier.at("") + " too)");
            }
        }
        return List.copyOf(manifests);
    }

    private List<Path> files(Path source) {
        if (Files.isRegularFile(source)) {
            return List.of(source);
        }
        if (!Files.isDirectory(source)) {
            throw CommandException.usage("-f: " + source + " (expected: a file or a folder that exists)");
        }
        try (Stream<Path> all = Files.walk(source)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> isManifest(source.relativize(file)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new CommandException(source + ": no .yaml, .yml or .json file (expected: at least one)");
            }
            return files;
        } catch (IOException e) {
            throw new CommandException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isManifest(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = relative.getFileName().toString();
        return MANIFEST.matcher(name).matches() && !DOCUMENT.matcher(name).matches();
    }

    private void readFile(Path file) {
        try {
            for (LocatedTree tree : LocatedTree.read(file)) {
                if (!isOpenApi(tree)) {
                    manifests.addAll(parser.parse(file, tree));
                }
            }
        } catch (SyntaxException e) {
            problems.add(file + ":" + e.line(), String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            problems.add(file.toString(), "not UTF-8 (expected: UTF-8)");
        } catch (IOException e) {
            problems.add(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private static boolean isOpenApi(LocatedTree tree) {
        return !tree.root().has("kind")
                && (tree.root().has("openapi") || tree.root().has("swagger"));
    }
}
