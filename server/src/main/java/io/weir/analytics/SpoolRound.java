package io.weir.analytics;

import io.weir.analytics.SpoolSegment.Located;
import io.weir.analytics.SpoolSegment.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Goes through the segments of a spool, the oldest first, round after round, and remembers how far it is. Guarded by the spool. */
final class SpoolRound {
    private Place place = new Place(0, 0);

    /**
     * Entries to be sent next.
     *
     * @param damaged parts that were passed over
     * @param next where the following ones begin
     */
    record Chunk(List<Located> entries, List<Ticket> damaged, Place next) {}

    /** A place in the spool. */
    record Place(long segment, long offset) {}

    /** The entries from the present place on; without any at the end of a round, which begins anew at the oldest then. */
    Chunk next(SortedMap<Long, SpoolSegment> segments, int maxEntries, int maxBytes) throws IOException {
        List<Located> entries = new ArrayList<>();
        List<Ticket> damaged = new ArrayList<>();
        long length = 0;
        for (SpoolSegment segment : segments.tailMap(place.segment()).values()) {
            SpoolReader reader = segment.reader(segment.number() == place.segment() ? place.offset() : 0);
            boolean goesOn = true;
            while (goesOn) {
                Located found = reader.next();
                Ticket damage = reader.damage();
                if (found != null) {
                    entries.add(found);
                    length += found.ticket().to() - found.ticket().from();
                } else if (damage != null) {
                    damaged.add(damage);
                }
                if (entries.size() >= maxEntries || length >= maxBytes) {
                    return new Chunk(entries, damaged, new Place(segment.number(), reader.offset()));
                }
                goesOn = found != null || damage != null;
            }
        }
        return new Chunk(entries, damaged, new Place(0, 0));
    }

    /** Goes on behind a chunk. */
    void advance(Chunk chunk) {
        place = chunk.next();
    }
}
