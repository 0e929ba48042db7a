package io.weir.addons.install;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a tar archive from front to back: ustar (POSIX.1-1988), with the long names of GNU tar and of pax (POSIX.1-2001). One thread. */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MAX_LONG_NAME = 1 << 16;
    private static final int PROGRAM = 0100;
    private static final Pattern PAX_PATH = Pattern.compile("(?m)^\\d+ path=(.*)$");

    private final InputStream in;
    private long rest;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * One of its entries.
     *
     * @param isFile false for folders and links
     * @param isProgram whether its owner may run it
     */
    record Entry(String name, boolean isFile, boolean isProgram) {}

    /** Goes to the next entry; empty at the end. */
    Optional<Entry> next() throws IOException {
        String longName = "";
        while (true) {
            in.skipNBytes(rest + padding);
            rest = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new EOFException("the archive ends in the middle");
            }
            if (header[0] == 0) {
                return Optional.empty();
            }
            requireChecksum(header);
            rest = octal(header, 124, 12);
            padding = (BLOCK - rest % BLOCK) % BLOCK;
            char type = (char) header[156];
            switch (type) {
                case 'L' -> longName = text(longContent(), 0, Integer.MAX_VALUE);
                case 'x' -> longName = paxPath().orElse(longName);
                case 'g', 'K' -> longContent();
                default -> {
                    String name = longName.isEmpty() ? name(header) : longName;
                    boolean isFile = type == '0' || type == 0;
                    return Optional.of(new Entry(name, isFile, (octal(header, 100, 8) & PROGRAM) != 0));
                }
            }
        }
    }

    /** What the current entry holds. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (rest == 0) {
                    return -1;
                }
                int got = in.read(into, offset, (int) Math.min(length, rest));
                if (got < 0) {
                    throw new EOFException("the archive ends in the middle");
                }
                rest -= got;
                return got;
            }
        };
    }

    private Optional<String> paxPath() throws IOException {
        Matcher path = PAX_PATH.matcher(new String(longContent(), StandardCharsets.UTF_8));
        return path.find() ? Optional.of(path.group(1)) : Optional.empty();
    }

    private byte[] longContent() throws IOException {
        if (rest > MAX_LONG_NAME) {
            throw new EOFException("a name of " + rest + " bytes (expected: at most " + MAX_LONG_NAME + ")");
        }
        byte[] content = in.readNBytes((int) rest);
        rest = 0;
        return content;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        boolean isUstar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        return isUstar && !prefix.isEmpty() ? prefix + "/" + name : name;
    }

    private static void requireChecksum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            // The field of the sum counts as blanks.
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new EOFException("a broken entry in the archive");
        }
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new EOFException("a broken number in the archive");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes, int from, int maxLength) {
        int end = from;
        int limit = (int) Math.min(bytes.length, (long) from + maxLength);
        while (end < limit && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
