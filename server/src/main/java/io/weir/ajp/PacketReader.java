package io.weir.ajp;

import io.netty.buffer.ByteBuf;
import io.weir.door.Octets;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one packet after the other out of an array of its own, never beyond the packet's end. Confined to one event loop;
 * one packet at a time.
 */
final class PacketReader {
    private static final int NULL = 0xFFFF;

    private final byte[] bytes = new byte[Packets.MAX_PAYLOAD];
    private int position;
    private int end;

    /** Takes a payload of this length, which has to be there. */
    void take(ByteBuf in, int length) {
        in.readBytes(bytes, 0, length);
        position = 0;
        end = length;
    }

    int position() {
        return position;
    }

    void position(int newPosition) {
        position = newPosition;
    }

    boolean isAtEnd() {
        return position == end;
    }

    int octet() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** Two octets. */
    int number() {
        require(2);
        int number = (bytes[position] & 0xFF) << Byte.SIZE | (bytes[position + 1] & 0xFF);
        position += 2;
        return number;
    }

    /** One character for each octet; null where the packet says that there is none. */
    @Nullable
    String optionalText() {
        int length = number();
        return length == NULL ? null : text(length);
    }

    /** One character for each octet. */
    String text() {
        return text(textLength());
    }

    /** In UTF-8; null where the packet says that there is none. */
    @Nullable
    String optionalUtf8() {
        int length = number();
        if (length == NULL) {
            return null;
        }
        int start = position;
        skipText(length);
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    void skipOptionalText() {
        int length = number();
        if (length != NULL) {
            skipText(length);
        }
    }

    void skipText() {
        skipText(textLength());
    }

    /** Passes over a text whose length was read; where it began is {@link #position} before. */
    void skipText(int length) {
        require(length + 1);
        position += length;
        if (bytes[position++] != 0) {
            throw new BadPacketException("a text of " + length + " bytes does not end with a zero");
        }
    }

    /** The octets that the positions mean. */
    byte[] octets() {
        return bytes;
    }

    private int textLength() {
        int length = number();
        if (length == NULL) {
            throw new BadPacketException("a text is missing");
        }
        return length;
    }

    private String text(int length) {
        int start = position;
        skipText(length);
        return Octets.text(bytes, start, start + length);
    }

    private void require(int count) {
        if (count > end - position) {
            throw new BadPacketException("the packet ends " + (count - (end - position)) + " bytes early");
        }
    }
}
