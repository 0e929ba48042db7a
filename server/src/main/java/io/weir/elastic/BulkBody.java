package io.weir.elastic;

import io.weir.analytics.Document;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of one bulk request: for each document what to do with it, and the document. */
final class BulkBody {
    private static final byte[] CREATE = ascii("{\"create\":{\"_index\":\"");
    private static final byte[] ID = ascii("\",\"_id\":\"");
    private static final byte[] END = ascii("\"}}\n");

    /** Around a document, with room for the names. */
    private static final long OVERHEAD = 128;

    private BulkBody() {}

    static byte[] of(List<Document> documents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.toIntExact(size(documents)));
        for (Document document : documents) {
            body.writeBytes(CREATE);
            body.writeBytes(ascii(document.index()));
            body.writeBytes(ID);
            body.writeBytes(ascii(document.id()));
            body.writeBytes(END);
            body.writeBytes(document.source());
            body.write('\n');
        }
        return body.toByteArray();
    }

    /** Parts in the same order, each of this size at most unless it is a single document. */
    static List<List<Document>> split(List<Document> documents, long maxBytes) {
        List<List<Document>> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < documents.size(); i++) {
            long next = documents.get(i).source().length + OVERHEAD;
            if (i > from && bytes + next > maxBytes) {
                parts.add(documents.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += next;
        }
        if (from < documents.size()) {
            parts.add(documents.subList(from, documents.size()));
        }
        return parts;
    }

    private static long size(List<Document> documents) {
        return documents.stream()
                .mapToLong(document -> document.source().length + OVERHEAD)
                .sum();
    }

    /** Ids and names of indices are ours, and need no escape. */
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
