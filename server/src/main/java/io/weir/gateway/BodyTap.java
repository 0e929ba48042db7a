package io.weir.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a body that flows by, and holds up nothing. Confined to one event loop. */
final class BodyTap {
    private static final int FIRST_BYTES = 1024;

    private final int max;
    private byte @Nullable [] kept;
    private int length;

    /** @param max bytes that are kept at most */
    BodyTap(int max) {
        this.max = max;
    }

    void add(Buffer piece) {
        int more = Math.min(piece.length(), max - length);
        if (more <= 0) {
            return;
        }
        byte[] present = kept;
        if (present == null) {
            present = new byte[Math.min(max, Math.max(FIRST_BYTES, more))];
        } else if (present.length - length < more) {
            present = Arrays.copyOf(present, Math.min(max, Math.max(2 * present.length, length + more)));
        }
        piece.getBytes(0, more, present, length);
        length += more;
        kept = present;
    }

    /** What was kept; null for nothing. */
    byte @Nullable [] bytes() {
        byte[] present = kept;
        return present == null ? null : Arrays.copyOf(present, length);
    }
}
