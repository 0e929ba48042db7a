package io.weir.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue as this node served it last, in {@code data/catalog.snapshot}: a line of JSON that says what it is, a line for each
 * object, and a line with the SHA-256 of all before it. Written and read object by object, so it costs no second heap; put in place by
 * a rename, so a reader sees all of it or the former one. Only its owner may read it. A file that is damaged or another cluster's is set
 * aside, logged, and never fatal. One thread at a time.
 */
public final class SnapshotFile {
    private static final Logger log = LoggerFactory.getLogger(SnapshotFile.class);
    private static final ObjectMapper JSON = CatalogJson.mapper();
    private static final int FORMAT = 1;
    private static final String SEAL = "sha256 ";

    private final Path path;
    private final String cluster;
    private final String store;

    /**
     * What a file says of itself.
     *
     * @param cluster the cluster's name
     * @param store where the node's data store was
     */
    record Header(int format, String cluster, String store, CatalogStore.Position position) {}

    /**
     * What a node served last.
     *
     * @param isSameStore false where the node has since been pointed at another data store
     */
    record Kept(Catalog catalog, List<CatalogStore.Change> changes, boolean isSameStore) {
        static final Kept NOTHING = new Kept(Catalog.empty(), List.of(), true);
    }

    /**
     * @param path the file; its directory exists
     * @param cluster the cluster's name
     * @param store the data store's addresses and database, to tell whether the configuration still points there
     */
    public SnapshotFile(Path path, String cluster, String store) {
        this.path = path;
        this.cluster = cluster;
        this.store = store;
    }

    /** Writes a catalogue that has a position. */
    void write(Catalog catalog) throws IOException {
        write(catalog, path);
    }

    /** Keeps a catalogue beside the one that is served, as {@code catalog.snapshot.<as>}; a former one of that name goes. */
    public void keep(Catalog catalog, String as) throws IOException {
        if (catalog.position() != null) {
            write(catalog, aside(as));
        }
    }

    private Path aside(String as) {
        return path.resolveSibling(path.getFileName() + "." + as);
    }

    private void write(Catalog catalog, Path target) throws IOException {
        CatalogStore.Position position = catalog.position();
        if (position == null) {
            throw new IllegalArgumentException("catalog: without a position (expected: one that was loaded)");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        createPrivately(part);
        try (FileOutputStream file = new FileOutputStream(part.toFile());
                DigestOutputStream out =
                        new DigestOutputStream(new BufferedOutputStream(file, 1 << 16), Digests.newSha256())) {
            writeLine(out, JSON.writeValueAsBytes(new Header(FORMAT, cluster, store, position)));
            for (Kind kind : Kind.values()) {
                byte[] label = (kind.label() + " ").getBytes(StandardCharsets.UTF_8);
                for (Stored<?> stored : catalog.all(kind)) {
                    out.write(label);
                    writeLine(out, JSON.writeValueAsBytes(stored));
                }
            }
            String seal = SEAL + HexFormat.of().formatHex(out.getMessageDigest().digest());
            writeLine(out, seal.getBytes(StandardCharsets.UTF_8));
            out.flush();
            file.getFD().sync();
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What this node served last; nothing where there is no file, or it was set aside. */
    Kept read() {
        if (!Files.exists(path)) {
            return Kept.NOTHING;
        }
        try (InputStream in = Files.newInputStream(path)) {
            Lines lines = new Lines(in);
            Header header = JSON.readValue(lines.next(), Header.class);
            if (header.format != FORMAT) {
                throw new IOException("format " + header.format + " (expected: " + FORMAT + ")");
            }
            if (!header.cluster.equals(cluster)) {
                setAside("foreign", "it is of cluster " + header.cluster + " (expected: " + cluster + ")");
                return Kept.NOTHING;
            }
            List<CatalogStore.Change> changes = readObjects(lines);
            Catalog catalog = Catalog.empty().with(header.position, changes);
            log.info("{} read: revision {}, {} objects", path, header.position.revision(), changes.size());
            return new Kept(catalog, changes, header.store.equals(store));
        } catch (IOException | RuntimeException e) {
            setAside("damaged", e.getMessage());
            return Kept.NOTHING;
        }
    }

    /** Moves the file out of the way, to {@code catalog.snapshot.<as>}. */
    void setAside(String as, @Nullable String reason) {
        Path aside = aside(as);
        if (!Files.exists(path)) {
            return;
        }
        log.warn("{} is not used and set aside as {}: {}", path, aside, reason);
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be set aside: {}", path, e.toString());
        }
    }

    private static List<CatalogStore.Change> readObjects(Lines lines) throws IOException {
        List<CatalogStore.Change> changes = new ArrayList<>();
        while (true) {
            byte[] line = lines.next();
            int space = indexOfSpace(line);
            String label = new String(line, 0, space + 1, StandardCharsets.UTF_8);
            if (label.equals(SEAL)) {
                if (!lines.sha256()
                        .equals(new String(line, space + 1, line.length - space - 1, StandardCharsets.UTF_8).strip())) {
                    throw new IOException("the checksum is wrong");
                }
                return changes;
            }
            Kind kind = Kind.of(label.strip()).orElseThrow(() -> new IOException("no kind is called " + label));
            Stored<? extends Definition> stored =
                    CatalogJson.reader(kind).readValue(line, space + 1, line.length - space - 1);
            changes.add(new CatalogStore.Change(kind, stored.definition().id(), stored));
        }
    }

    private static int indexOfSpace(byte[] line) throws IOException {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == ' ') {
                return i;
            }
        }
        throw new IOException("a line without a kind");
    }

    private static void writeLine(OutputStream out, byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private static void createPrivately(Path file) throws IOException {
        if (File.separatorChar == '/') {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** The lines of a file, with the digest of all before the last one. */
    private static final class Lines {
        private final InputStream in;
        private final MessageDigest digest = Digests.newSha256();
        private final byte[] buffer = new byte[1 << 16];
        private int start;
        private int end;
        private byte[] last = new byte[0];

        Lines(InputStream in) {
            this.in = in;
        }

        /** The next line with its line feed. */
        byte[] next() throws IOException {
            digest.update(last);
            last = new byte[0];
            int stop = endOfLine();
            while (stop < 0) {
                take(end);
                fill();
                stop = endOfLine();
            }
            take(stop);
            return last;
        }

        private int endOfLine() {
            for (int i = start; i < end; i++) {
                if (buffer[i] == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private void take(int stop) {
            int before = last.length;
            last = Arrays.copyOf(last, before + stop - start);
            System.arraycopy(buffer, start, last, before, stop - start);
            start = stop;
        }

        private void fill() throws IOException {
            start = 0;
            end = in.read(buffer);
            if (end < 0) {
                throw new IOException("it ends too early");
            }
        }

        /** Of all lines before the last one; ends the reading. */
        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
