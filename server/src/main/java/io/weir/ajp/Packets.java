package io.weir.ajp;

import io.netty.buffer.ByteBuf;

/** The outer form of packets: two octets that say who sends, the length of the payload, the payload. Any thread. */
final class Packets {
    /** Octets before the payload. */
    static final int HEADER = 4;

    /** What a web server may send: as much as an AJP 1.3 implementation can be set to, whatever it is set to here. */
    static final int MAX_PAYLOAD = (64 << 10) - HEADER;

    /** Ahead of what a web server sends. */
    private static final int FROM_SERVER = 0x1234;

    /** Ahead of what it gets. */
    static final int TO_SERVER = 'A' << Byte.SIZE | 'B';

    static final int FORWARD_REQUEST = 2;
    static final int SEND_BODY_CHUNK = 3;
    static final int SEND_HEADERS = 4;
    static final int END_RESPONSE = 5;
    static final int GET_BODY_CHUNK = 6;
    static final int CPONG = 9;
    static final int CPING = 10;

    private Packets() {}

    /**
     * The length of the payload of the packet that begins here; -1 where too little has come to know.
     *
     * @throws BadPacketException where no packet begins here
     */
    static int payload(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int has = bytes.readableBytes();
        if (has > 0 && bytes.getByte(start) != FROM_SERVER >> Byte.SIZE) {
            throw new BadPacketException("no packet of a web server begins with this octet");
        }
        if (has < HEADER) {
            return -1;
        }
        if (bytes.getUnsignedShort(start) != FROM_SERVER) {
            throw new BadPacketException("no packet of a web server begins with these octets");
        }
        int length = bytes.getUnsignedShort(start + 2);
        if (length > MAX_PAYLOAD) {
            throw new BadPacketException("payload: " + length + " bytes (expected: at most " + MAX_PAYLOAD + ")");
        }
        return length;
    }
}
