package io.weir.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be kept besides the usual: parts that references and aliases of the usual ones lead to. Known only after a first reading.
 *
 * @param places what local references lead to
 * @param anchors YAML anchors that are referred to, by name
 */
record Wants(Map<Pointer, Interest> places, Map<String, Interest> anchors) {
    static final Wants NONE = new Wants(Map.of(), Map.of());

    Wants {
        places = Map.copyOf(places);
        anchors = Map.copyOf(anchors);
    }

    Wants and(Wants more) {
        Map<String, Interest> allAnchors = new LinkedHashMap<>(anchors);
        more.anchors.forEach((name, interest) -> allAnchors.merge(name, interest, Interest::both));
        Map<Pointer, Interest> allPlaces = new LinkedHashMap<>(places);
        allPlaces.putAll(more.places);
        return new Wants(allPlaces, allAnchors);
    }

    boolean isEmpty() {
        return places.isEmpty() && anchors.isEmpty();
    }

    /** What to keep of a whole document. */
    Interest interest() {
        Interest interest = Interest.DOCUMENT;
        for (Map.Entry<Pointer, Interest> place : places.entrySet()) {
            interest = Interest.both(interest, Interest.at(place.getKey(), 0, place.getValue()));
        }
        return interest;
    }
}
