package io.weir.analytics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How an entry of the spool lies in its file: a mark, the length of the rest, a CRC32C of length and rest, then family, id, index and
 * source. The mark lets a reader find the next entry behind damage. Any thread.
 */
final class SpoolFormat {
    static final int MARK = 0x5745_4e54;
    /** Mark, length, checksum. */
    static final int HEAD = 12;
    /** What is longer is damage. */
    static final int MAX_LENGTH = 16 << 20;

    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 8;
    private static final Map<String, Family> FAMILIES = new HashMap<>();

    static {
        Arrays.stream(Family.values()).forEach(family -> FAMILIES.put(family.label(), family));
    }

    private SpoolFormat() {}

    /** An entry as it was read. */
    record Kept(Family family, Document document) {}

    static byte[] write(Entry entry, String index) {
        byte[] family = ascii(entry.family().label());
        byte[] id = ascii(entry.id());
        byte[] name = ascii(index);
        byte[] source = entry.source();
        int length = 5 + family.length + id.length + name.length + source.length;
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + length);
        bytes.putInt(MARK).putInt(length).putInt(0);
        bytes.put((byte) family.length).put(family);
        bytes.putShort((short) id.length).put(id);
        bytes.putShort((short) name.length).put(name);
        bytes.put(source);
        bytes.putInt(CHECKSUM_AT, checksum(bytes, length));
        return bytes.array();
    }

    /** The length of the rest as the head tells it; negative where it can't be. */
    static int length(ByteBuffer head) {
        int length = head.getInt(LENGTH_AT);
        return head.getInt(0) == MARK && length <= MAX_LENGTH ? length : -1;
    }

    /** The entry in these bytes; null where they are not as they were written. */
    static @Nullable Kept read(ByteBuffer bytes, int length) {
        if (bytes.getInt(CHECKSUM_AT) != checksum(bytes, length)) {
            return null;
        }
        ByteBuffer rest = bytes.slice(HEAD, length);
        Family family = FAMILIES.get(text(rest, rest.get()));
        String id = text(rest, rest.getShort());
        String index = text(rest, rest.getShort());
        byte[] source = new byte[rest.remaining()];
        rest.get(source);
        return family == null ? null : new Kept(family, new Document(id, index, source));
    }

    private static int checksum(ByteBuffer bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.slice(LENGTH_AT, LENGTH_AT));
        checksum.update(bytes.slice(HEAD, length));
        return (int) checksum.getValue();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
