package io.weir.addons.install;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Checks an archive against the checksum beside it ({@code .sha512}, {@code .sha256}, {@code .sha1}), as publishers put it there. */
public final class Checksum {
    private static final Map<String, String> ALGORITHMS =
            new TreeMap<>(Map.of(".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512"));
    private static final int BUFFER = 1 << 16;

    private Checksum() {}

    /** Fails where there is a checksum beside the file and it is another one; where there is none, there is nothing to check. */
    public static void check(Path file) throws IOException {
        for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
            Path beside = file.resolveSibling(file.getFileName() + algorithm.getKey());
            if (Files.isRegularFile(beside)) {
                String expected =
                        Files.readString(beside).strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
                String found = digest(file, algorithm.getValue());
                if (!found.equals(expected)) {
                    throw new CommandException(file + ": " + algorithm.getValue() + " " + found + " (expected: "
                            + expected + " as " + beside + " says; remove both and fetch them again)");
                }
            }
        }
    }

    private static String digest(Path file, String algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
