package io.weir.openapi;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document, token by token, and keeps of it what somebody is interested in. YAML aliases are looked up, never expanded:
 * what an alias stands for is one value, however often it is named. Used once, by one thread.
 */
final class DocumentReader {
    private final JsonParser parser;
    private final Wants wants;
    private final Problems problems;
    private final Map<String, DocumentNode> anchors = new HashMap<>();
    private final Map<String, Interest> unmetAliases = new LinkedHashMap<>();

    /**
     * @param wants what to keep besides the usual
     * @param problems takes fields that are there twice
     */
    DocumentReader(JsonParser parser, Wants wants, Problems problems) {
        this.parser = parser;
        this.wants = wants;
        this.problems = problems;
    }

    /**
     * Reads the document.
     *
     * @return its root; null for an empty document
     * @throws JsonParseException where the text is malformed, or goes on behind its end
     */
    @Nullable
    DocumentNode read() throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        DocumentNode root = read(wants.interest());
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "one document, and nothing behind it, was expected");
        }
        return root;
    }

    /** Aliases of kept values whose anchor was not kept, and what is wanted of each. */
    Map<String, Interest> unmetAliases() {
        return unmetAliases;
    }

    private DocumentNode read(Interest interest) throws IOException {
        Object anchor = parser.canReadObjectId() ? parser.getObjectId() : null;
        Interest wanted = anchor == null ? null : wants.anchors().get(anchor.toString());
        DocumentNode node = value(wanted == null ? interest : Interest.both(interest, wanted));
        if (wanted != null) {
            anchors.put(String.valueOf(anchor), node);
        }
        return node;
    }

    private DocumentNode value(Interest interest) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(interest, line);
            case START_ARRAY -> array(interest, line);
            case VALUE_NULL -> DocumentNode.scalar(DocumentNode.Kind.NULL, "", line);
            case VALUE_STRING -> string(interest, line);
            default -> DocumentNode.scalar(DocumentNode.Kind.OTHER, parser.getText(), line);
        };
    }

    private DocumentNode string(Interest interest, int line) throws IOException {
        String text = parser.getText();
        if (!(parser instanceof YAMLParser yaml)) {
            return DocumentNode.scalar(DocumentNode.Kind.STRING, text, line);
        }
        if (!yaml.isCurrentAlias()) {
            // Nothing behind a colon is null in YAML.
            DocumentNode.Kind kind = text.isEmpty() ? DocumentNode.Kind.NULL : DocumentNode.Kind.STRING;
            return DocumentNode.scalar(kind, text, line);
        }
        DocumentNode anchored = anchors.get(text);
        if (anchored == null) {
            unmetAliases.merge(text, interest, Interest::both);
            return DocumentNode.scalar(DocumentNode.Kind.ALIAS, text, line);
        }
        return anchored;
    }

    private DocumentNode object(Interest interest, int line) throws IOException {
        Map<String, DocumentNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Interest ofField = interest.of(name);
            if (ofField == null) {
                skip();
            } else if (fields.containsKey(name)) {
                problems.warning(
                        "#" + parser.getParsingContext().pathAsPointer(),
                        "line " + parser.currentTokenLocation().getLineNr() + ": is there twice; the first counts");
                skip();
            } else {
                fields.put(name, read(ofField));
            }
        }
        return new DocumentNode(DocumentNode.Kind.OBJECT, "", fields, List.of(), line);
    }

    private DocumentNode array(Interest interest, int line) throws IOException {
        List<DocumentNode> items = new ArrayList<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            Interest ofItem = interest.of(Integer.toString(i));
            if (ofItem == null) {
                skip();
            } else {
                items.add(read(ofItem));
            }
        }
        return new DocumentNode(DocumentNode.Kind.ARRAY, "", Map.of(), items, line);
    }

    private void skip() throws IOException {
        if (wants.anchors().isEmpty()) {
            parser.skipChildren();
            return;
        }
        int depth = 0;
        while (true) {
            if (isWantedAnchor()) {
                read(Interest.MENTION);
            } else if (parser.currentToken().isStructStart()) {
                depth++;
            } else if (parser.currentToken().isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            parser.nextToken();
        }
    }

    private boolean isWantedAnchor() throws IOException {
        Object anchor = parser.currentToken() == JsonToken.FIELD_NAME ? null : parser.getObjectId();
        return anchor != null && wants.anchors().containsKey(anchor.toString());
    }
}
