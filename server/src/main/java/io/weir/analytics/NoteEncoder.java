package io.weir.analytics;

import java.util.Map;

/** Writes the documents of everything but calls. One thread. */
final class NoteEncoder {
    private static final int RADIX = 36;

    private final JsonBytes json = new JsonBytes();
    private final Timestamps timestamps;
    private final byte[] origin;
    private final String idPrefix;
    private long sequence;

    NoteEncoder(String node, String run, Timestamps timestamps) {
        this.timestamps = timestamps;
        this.origin =
                json.raw(",\"node\":").text(node).raw(",\"run\":").text(run).toArray();
        this.idPrefix = run + "-n";
    }

    /** Writes one, under an id that is not used for anything else. */
    Entry encode(Note note, long millis) {
        sequence++;
        json.clear().raw("{\"@timestamp\":");
        timestamps.write(json, millis);
        json.raw(origin).raw(",\"seq\":").number(sequence);
        note.fields().forEach(this::field);
        String id = note.identity() == null ? idPrefix + Long.toString(sequence, RADIX) : note.identity();
        return new Entry(note.family(), id, json.raw('}').toArray());
    }

    private void field(String name, Object value) {
        json.raw(',').text(name).raw(':');
        if (value instanceof Integer || value instanceof Long) {
            json.number(((Number) value).longValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.raw(Double.toString(number));
        } else if (value instanceof Boolean) {
            json.raw(value.toString());
        } else if (value instanceof Map<?, ?> counts) {
            counts(counts);
        } else {
            json.text(value.toString());
        }
    }

    private void counts(Map<?, ?> counts) {
        char separator = '{';
        for (Map.Entry<?, ?> count : counts.entrySet()) {
            json.raw(separator).text(count.getKey().toString()).raw(':');
            json.number(((Number) count.getValue()).longValue());
            separator = ',';
        }
        json.raw(separator == '{' ? "{}" : "}");
    }
}
