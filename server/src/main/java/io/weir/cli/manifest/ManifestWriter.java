package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.weir.cli.AdminClient;
import io.weir.cli.CommandException;
import io.weir.cli.Progress;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a cluster as files that make the same cluster again: {@code plans/gold.yaml}, {@code apis/petstore.yaml} with its document
 * beside it, an application's keys in the application's file. Files can hold digests of credentials, so only their owner may read them.
 * One use, one thread.
 */
public final class ManifestWriter {
    private static final Set<String> SERVER_WRITTEN =
            Set.of("id", "revision", "created", "updated", "author", "document");
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .stringQuotingChecker(new QuotesUnlessPlain())
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    /** Leaves the quotes away only where no YAML reader can take the text for anything else: a digest may look like a number. */
    private static final class QuotesUnlessPlain extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1;
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_/.-]*( [A-Za-z0-9_/.-]+)*");

        @Override
        public boolean needToQuoteValue(String value) {
            return !PLAIN.matcher(value).matches() || super.needToQuoteValue(value);
        }
    }

    private final AdminClient client;
    private final Progress progress;
    private final Path folder;
    private final Set<Path> written = new TreeSet<>();

    /** @param folder made where it does not exist */
    public ManifestWriter(AdminClient client, Progress progress, Path folder) {
        this.client = client;
        this.progress = progress;
        this.folder = folder;
    }

    /** Writes every object; returns how many. */
    public int write() {
        Map<ObjectRef, ObjectNode> objects =
                ClusterObjects.readAll(client, progress).all();
        Map<String, ArrayNode> keys = keysByApplication(objects);
        try {
            for (Map.Entry<ObjectRef, ObjectNode> object : objects.entrySet()) {
                if (object.getKey().kind() != ManifestKind.KEY) {
                    write(object.getKey(), object.getValue(), keys);
                    progress.count(written.size(), "files");
                }
            }
            refuseLeftovers();
        } catch (IOException e) {
            throw new CommandException(folder + ": cannot be written: " + e, e);
        }
        return objects.size();
    }

    private static Map<String, ArrayNode> keysByApplication(Map<ObjectRef, ObjectNode> objects) {
        Map<String, ArrayNode> keys = new HashMap<>();
        objects.forEach((ref, key) -> {
            if (ref.kind() == ManifestKind.KEY) {
                ObjectNode inFile = stated(key);
                inFile.remove("application");
                keys.computeIfAbsent(key.path("application").asText(), id -> JsonNodeFactory.instance.arrayNode())
                        .add(JsonNodeFactory.instance
                                .objectNode()
                                .put("id", ref.id())
                                .setAll(inFile));
            }
        });
        return keys;
    }

    private void write(ObjectRef ref, ObjectNode object, Map<String, ArrayNode> keys) throws IOException {
        ObjectNode inFile = JsonNodeFactory.instance.objectNode();
        inFile.put("kind", ref.kind().label()).put("id", ref.id()).setAll(stated(object));
        if (object.path("document").isObject()) {
            inFile.set("document", writeDocument(ref, object.get("document")));
        }
        if (ref.kind() == ManifestKind.APPLICATION && keys.containsKey(ref.id())) {
            inFile.set("keys", keys.get(ref.id()));
        }
        write(Path.of(ref.kind().plural(), ref.id() + ".yaml"), YAML.writeValueAsBytes(inFile));
    }

    private static ObjectNode stated(ObjectNode object) {
        ObjectNode stated = object.deepCopy();
        stated.remove(SERVER_WRITTEN);
        stated.properties().removeIf(member -> member.getValue().isNull());
        return stated;
    }

    private JsonNode writeDocument(ObjectRef ref, JsonNode document) throws IOException {
        String mediaType = document.path("mediaType").asText("application/octet-stream");
        String name = ref.id() + ".document." + (mediaType.contains("json") ? "json" : "yaml");
        write(
                Path.of(ref.kind().plural(), name),
                client.get(ObjectPaths.exported(ref) + "/document").body());
        return JsonNodeFactory.instance.objectNode().put("file", name).put("mediaType", mediaType);
    }

    /** Whole or not at all: a file that is there is never half written. */
    private void write(Path relative, byte[] content) throws IOException {
        Path file = folder.resolve(relative);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".weir", ".tmp", ownerOnly());
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        written.add(relative);
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Files of objects that are gone from the cluster would come back with the next apply, and only the user knows whether they may go. */
    private void refuseLeftovers() throws IOException {
        Set<String> leftovers = new TreeSet<>();
        for (ManifestKind kind : ManifestKind.values()) {
            Path ofKind = folder.resolve(kind.plural());
            if (Files.isDirectory(ofKind)) {
                try (Stream<Path> files = Files.list(ofKind)) {
                    leftovers.addAll(files.map(folder::relativize)
                            .filter(file -> !written.contains(file))
                            .map(Path::toString)
                            .collect(Collectors.toSet()));
                }
            }
        }
        if (!leftovers.isEmpty()) {
            throw new CommandException(folder + ": the cluster is written, but these files are of nothing in it: "
                    + String.join(", ", leftovers) + " (expected: a folder without them)");
        }
    }
}
