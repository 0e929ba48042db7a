package io.weir.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Turns bytes into what is kept of a document. Reads it once; again where references or aliases lead to parts that the first reading
 * skipped. Nothing is ever fetched. Any thread.
 */
final class DocumentLoader {
    /** Objects and arrays within each other; the descriptions that are known stay below 100. */
    static final int MAX_NESTING = 500;

    /** Each reading can follow one more reference into parts that are skipped otherwise. */
    private static final int MAX_READINGS = 4;

    private static final int MAX_MESSAGE = 300;
    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build();
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    /** The document's root; null where it cannot be read, which is an error among the problems then. */
    @Nullable
    DocumentNode load(byte[] document, @Nullable String mediaType, Problems problems) {
        try {
            DocumentNode root = read(document, isYaml(document, mediaType), problems);
            if (root == null) {
                problems.error("#", "the document is empty (expected: OpenAPI 3.0, 3.1 or Swagger 2.0)");
            }
            return root;
        } catch (JsonProcessingException e) {
            problems.error("#", at(e.getLocation()) + oneLine(e.getOriginalMessage()));
        } catch (IOException e) {
            problems.error("#", oneLine(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private static @Nullable DocumentNode read(byte[] document, boolean isYaml, Problems problems) throws IOException {
        Wants wants = Wants.NONE;
        for (int reading = 1; ; reading++) {
            Problems found = new Problems();
            try (JsonParser parser = parser(document, isYaml)) {
                DocumentReader reader = new DocumentReader(parser, wants, found);
                DocumentNode root = reader.read();
                Wants more = new Wants(root == null ? Map.of() : references(root, wants), reader.unmetAliases());
                if (more.isEmpty() || reading == MAX_READINGS) {
                    problems.addAll(found);
                    return root;
                }
                wants = wants.and(more);
            }
        }
    }

    private static JsonParser parser(byte[] document, boolean isYaml) throws IOException {
        if (!isYaml) {
            return JSON.createParser(document);
        }
        LoaderOptions options = new LoaderOptions();
        // The default of 3 MB would refuse real descriptions; the caller bounds the bytes.
        options.setCodePointLimit(Math.max(document.length, 1));
        options.setNestingDepthLimit(MAX_NESTING);
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(CONSTRAINTS)
                .build()
                .createParser(document);
    }

    /** Publishers send files with whatever type their tool sets, so the first character says more. */
    private static boolean isYaml(byte[] document, @Nullable String mediaType) {
        if (mediaType != null && mediaType.toLowerCase(Locale.ROOT).contains("yaml")) {
            return true;
        }
        for (byte octet : document) {
            boolean isBlank = octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
            boolean isMarkOrWideCharacter = octet <= 0;
            if (!isBlank && !isMarkOrWideCharacter) {
                return octet != '{';
            }
        }
        return true;
    }

    private static Map<Pointer, Interest> references(DocumentNode root, Wants wants) {
        List<DocumentNode> items = new ArrayList<>();
        wants.places().keySet().forEach(place -> addIfThere(root.at(place), items));
        for (Pointer parent : List.of(Pointer.of("paths"), Pointer.of("components", "pathItems"))) {
            DocumentNode all = root.at(parent);
            if (all != null) {
                items.addAll(all.fields().values());
            }
        }
        Map<Pointer, Interest> places = new HashMap<>();
        for (DocumentNode item : items) {
            String reference = item.text("$ref");
            Pointer place = reference == null ? null : Pointer.parse(reference);
            if (place != null && !isKept(place, wants)) {
                places.put(place, Interest.PATH_ITEM);
            }
        }
        return places;
    }

    private static boolean isKept(Pointer place, Wants wants) {
        List<String> tokens = place.tokens();
        boolean isUsual = (tokens.size() == 2 && tokens.get(0).equals("paths"))
                || (tokens.size() == 3 && tokens.subList(0, 2).equals(List.of("components", "pathItems")));
        return isUsual || wants.places().containsKey(place);
    }

    private static void addIfThere(@Nullable DocumentNode node, List<DocumentNode> nodes) {
        if (node != null) {
            nodes.add(node);
        }
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
    }
}
