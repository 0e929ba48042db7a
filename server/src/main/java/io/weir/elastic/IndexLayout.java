package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.analytics.Family;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which indices there are, as the server told at one time. Immutable.
 *
 * @param members whether an index is behind its family's alias, by the index's name
 * @param writeIndices what new documents of a family go to
 * @param squatters indices that have an alias's name, so that it cannot be made
 */
record IndexLayout(Map<String, Boolean> members, Map<Family, String> writeIndices, List<String> squatters) {

    IndexLayout {
        members = Map.copyOf(members);
        writeIndices = Map.copyOf(writeIndices);
        squatters = List.copyOf(squatters);
    }

    /** @param answer of {@code GET weir-*}{@code /_alias} */
    static IndexLayout of(JsonNode answer) {
        Map<String, Boolean> members = new HashMap<>();
        Map<Family, String> writeIndices = new EnumMap<>(Family.class);
        TreeSet<String> squatters = new TreeSet<>();
        for (Map.Entry<String, JsonNode> entry : answer.properties()) {
            String index = entry.getKey();
            Optional<Family> family = IndexNames.family(index);
            if (family.isPresent()) {
                JsonNode alias =
                        entry.getValue().path("aliases").path(family.get().alias());
                members.put(index, !alias.isMissingNode());
                if (alias.path("is_write_index").asBoolean()) {
                    writeIndices.put(family.get(), index);
                }
            } else if (isAlias(index)) {
                squatters.add(index);
            }
        }
        return new IndexLayout(members, writeIndices, List.copyOf(squatters));
    }

    private static boolean isAlias(String index) {
        for (Family family : Family.values()) {
            if (family.alias().equals(index)) {
                return true;
            }
        }
        return false;
    }

    /** What new documents go to; null where that is still to be made. */
    @Nullable
    String writeIndex(Family family) {
        return writeIndices.get(family);
    }

    /** The highest number of a family's indices; 0 where there are none. */
    int newest(Family family) {
        return members.keySet().stream()
                .filter(index -> IndexNames.family(index).filter(family::equals).isPresent())
                .mapToInt(IndexNames::number)
                .max()
                .orElse(0);
    }

    /** Indices that are not behind their alias. */
    List<String> strays() {
        return members.entrySet().stream()
                .filter(member -> !member.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** A family's indices that nothing new goes to, the oldest first. */
    List<String> closed(Family family) {
        return members.keySet().stream()
                .filter(index -> IndexNames.family(index).filter(family::equals).isPresent())
                .filter(index -> !index.equals(writeIndices.get(family)))
                .sorted()
                .toList();
    }
}
