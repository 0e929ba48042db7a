package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Digests;
import io.weir.cli.manifest.Manifest.DocumentFile;
import io.weir.publishing.FieldProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes objects of one document of a file, and tells everything that is wrong with them. One thread. */
final class ManifestParser {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> SERVER_WRITTEN = Set.of("kind", "id", "revision", "created", "updated", "author");

    private final ObjectForms forms;
    private final Problems problems;

    ManifestParser(ObjectForms forms, Problems problems) {
        this.forms = forms;
        this.problems = problems;
    }

    /** The objects of a document: one, and an application's keys. */
    List<Manifest> parse(Path file, LocatedTree tree) {
        Origin origin = new Origin(file, tree.lines());
        if (!(tree.root() instanceof ObjectNode object)) {
            problems.add(origin.at(""), "not an object (expected: kind, id and the object's fields)");
            return List.of();
        }
        Optional<ManifestKind> kind = ManifestKind.of(object.path("kind").asText());
        if (kind.isEmpty()) {
            String given = object.has("kind") ? "kind: " + object.path("kind").asText() : "no kind";
            problems.add(origin.at("kind"), given + " (expected: one of " + ManifestKind.labels() + ")");
            return List.of();
        }
        List<Manifest> manifests = new ArrayList<>();
        JsonNode keys = kind.get() == ManifestKind.APPLICATION ? object.remove("keys") : null;
        String id = object.path("id").asText();
        one(kind.get(), object, origin, "").ifPresent(manifests::add);
        if (keys != null) {
            keys(keys, id, origin, manifests);
        }
        return manifests;
    }

    private void keys(JsonNode keys, String application, Origin origin, List<Manifest> manifests) {
        if (!keys.isArray()) {
            problems.add(origin.at("keys"), "keys: " + keys + " (expected: a list of keys, each with id and sha256)");
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            String place = "keys[" + i + "]";
            if (keys.get(i) instanceof ObjectNode key) {
                key.put("application", application);
                one(ManifestKind.KEY, key, origin, place).ifPresent(manifests::add);
            } else {
                problems.add(origin.at(place), place + ": " + keys.get(i) + " (expected: a key with id and sha256)");
            }
        }
    }

    private Optional<Manifest> one(ManifestKind kind, ObjectNode object, Origin origin, String place) {
        String id = object.path("id").asText();
        JsonNode document = kind == ManifestKind.API ? object.remove("document") : null;
        object.remove(SERVER_WRITTEN);
        Manifest manifest = new Manifest(new ObjectRef(kind, id), object, origin, place, null);
        if (!ID.matcher(id).matches()) {
            problems.add(
                    manifest.at("id"), "id: " + id + " (expected: 1 to 63 of a-z, 0-9 and -, not starting with -)");
            return Optional.empty();
        }
        for (FieldProblem problem : forms.check(kind, object)) {
            // What YAML takes for a number is the commonest mistake of all.
            String message =
                    problem.message().replace("(expected: string)", "(expected: text; in YAML, put it in quotes)");
            problems.add(manifest.at(problem.path()), problem.path() + ": " + message);
        }
        requireDigest(manifest);
        return Optional.of(document == null ? manifest : withDocument(manifest, document));
    }

    /** The clear text of a credential is never in a file, so what a file brings is its digest. */
    private void requireDigest(Manifest manifest) {
        ManifestKind kind = manifest.ref().kind();
        boolean isCredential = kind == ManifestKind.KEY || kind == ManifestKind.TOKEN;
        if (isCredential && !manifest.fields().has("sha256")) {
            problems.add(manifest.at(""), manifest.ref() + ": no sha256 (expected: the digest of its clear text)");
        }
        if (kind == ManifestKind.KEY && !manifest.fields().has("application")) {
            problems.add(manifest.at(""), manifest.ref() + ": no application (expected: the id of its application)");
        }
    }

    private Manifest withDocument(Manifest manifest, JsonNode document) {
        @Nullable DocumentFile found = null;
        String name = document.path("file").asText();
        Path file = manifest.origin().file().resolveSibling(name);
        if (name.isEmpty() || !Files.isRegularFile(file)) {
            problems.add(
                    manifest.at("document"),
                    "document.file: " + name + " (expected: the path of a file, relative to this one)");
        } else {
            try {
                found = new DocumentFile(file, mediaType(document, name), sha256(file));
            } catch (IOException e) {
                problems.add(manifest.at("document"), "document.file: " + name + ": cannot be read: " + e.getMessage());
            }
        }
        return new Manifest(manifest.ref(), manifest.fields(), manifest.origin(), manifest.pathInFile(), found);
    }

    private static String mediaType(JsonNode document, String name) {
        String standard = name.endsWith(".json") ? "application/json" : "application/yaml";
        return document.path("mediaType").asText(standard);
    }

    private static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Digests.newSha256().digest(Files.readAllBytes(file)));
    }
}
