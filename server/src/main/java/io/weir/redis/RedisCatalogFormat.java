package io.weir.redis;

import io.weir.catalog.CatalogJson;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Kind;
import io.weir.catalog.LaterFormatException;
import io.weir.catalog.StoreUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps this version from reading or changing what a later one wrote in a way that this one does not know. Any thread. */
final class RedisCatalogFormat {
    /** A member more is no new format: nodes pass over what they do not know. */
    private static final String FORMAT = "1";

    private RedisCatalogFormat() {}

    /**
     * Fails where the catalogue is of another format. A later version sets it together with a write, so that nobody writes at a position
     * from before.
     *
     * @param format as it stands there; null for the first one
     */
    static void require(@Nullable String format) throws LaterFormatException {
        if (format != null && !format.equals(FORMAT)) {
            throw new LaterFormatException("the catalogue in the data store is of format " + format + " (expected: "
                    + FORMAT + "; a later version of Weir wrote it, use that one)");
        }
    }

    /**
     * Fails where edits would lose what a later version wrote beside what this one knows. Where somebody writes it meanwhile, the position
     * moves, and the edits are refused for that.
     */
    static void requireNothingUnknown(RedisObjects objects, List<Edit> edits) throws StoreUnavailableException {
        Map<Kind, List<String>> changed = new EnumMap<>(Kind.class);
        for (Edit edit : edits) {
            if (edit.definition() != null && edit.expectedVersion() != 0) {
                changed.computeIfAbsent(edit.kind(), kind -> new ArrayList<>()).add(edit.id());
            }
        }
        for (Map.Entry<Kind, List<String>> ids : changed.entrySet()) {
            List<byte @Nullable []> texts = objects.texts(ids.getKey(), ids.getValue());
            for (int i = 0; i < texts.size(); i++) {
                requireNothingUnknown(ids.getKey(), ids.getValue().get(i), texts.get(i));
            }
        }
    }

    private static void requireNothingUnknown(Kind kind, String id, byte @Nullable [] json)
            throws LaterFormatException {
        List<String> unknown = json == null ? List.of() : unknown(kind, json);
        if (!unknown.isEmpty()) {
            throw new LaterFormatException(kind.label() + " " + id + " has " + String.join(", ", unknown)
                    + ", which a later version of Weir wrote and this one would lose (expected: this change by way of a node"
                    + " of that version)");
        }
    }

    /** Of one that cannot be read at all this node has no version, and the script refuses the edit. */
    private static List<String> unknown(Kind kind, byte[] json) {
        try {
            return CatalogJson.unknownMembers(kind, json);
        } catch (IOException e) {
            return List.of();
        }
    }
}
