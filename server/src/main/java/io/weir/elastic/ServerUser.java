package io.weir.elastic;

import io.weir.process.SearchPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Whom the embedded server runs as: the node's own user, or, since Elasticsearch refuses to run as root, another one in root's place.
 *
 * @param other who it is then
 */
record ServerUser(Optional<UserPrincipal> other) {
    private static final List<String> CANDIDATES = List.of("weir", "nobody");
    private static final Path ROOTS_DATA = Path.of("/var/lib/weir");
    private static final Path ROOTS_CACHE = Path.of("/var/cache/weir");

    static ServerUser find() throws IOException {
        if (File.separatorChar != '/' || !System.getProperty("user.name", "").equals("root")) {
            return new ServerUser(Optional.empty());
        }
        for (String name : CANDIDATES) {
            Optional<UserPrincipal> user = find(name);
            if (user.isPresent()) {
                return new ServerUser(user);
            }
        }
        throw new IOException(
                "analytics.mode: embedded as root (expected: a user weir or nobody to run Elasticsearch as, which"
                        + " refuses to run as root; or start the node as another user)");
    }

    private static Optional<UserPrincipal> find(String name) throws IOException {
        try {
            return Optional.of(
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Where unpacked servers are kept, for all nodes of this user. */
    Path cache() {
        if (other.isPresent()) {
            return ROOTS_CACHE;
        }
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home", ""), ".cache")
                : Path.of(configured);
        return caches.resolve("weir");
    }

    /** The server's own folder: in the node's data folder, unless this user cannot get there. */
    Path folder(Path data) throws IOException {
        Path wanted = data.toAbsolutePath().normalize().resolve("elasticsearch");
        if (other.isEmpty() || isWithinReach(wanted)) {
            return wanted;
        }
        CRC32 name = new CRC32();
        name.update(wanted.toString().getBytes(StandardCharsets.UTF_8));
        return ROOTS_DATA.resolve("elasticsearch-" + HexFormat.of().toHexDigits((int) name.getValue()));
    }

    private static boolean isWithinReach(Path wanted) throws IOException {
        for (Path at = wanted.getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at) && !Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /** Gives a folder with all that is in it to this user. */
    void own(Path folder) throws IOException {
        if (other.isPresent()) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.toList()) {
                    Files.setOwner(path, other.get());
                }
            }
        }
    }

    /** What has to stand before a command so that it runs as this user, in a session of its own where that can be had. */
    List<String> prefix(SearchPath searchPath) throws IOException {
        List<String> prefix = new ArrayList<>();
        if (searchPath.has("setsid")) {
            prefix.add("setsid");
        }
        if (other.isPresent()) {
            if (!searchPath.has("setpriv")) {
                throw new IOException(
                        "analytics.mode: embedded as root (expected: the program setpriv on the PATH, to run"
                                + " Elasticsearch as " + other.get().getName()
                                + "; or start the node as another user)");
            }
            prefix.addAll(List.of(
                    "setpriv",
                    "--reuid=" + other.get().getName(),
                    "--regid=" + group(other.get().getName()),
                    "--clear-groups"));
        }
        return prefix;
    }

    private static String group(String user) throws IOException {
        Process asked = new ProcessBuilder("id", "-g", user).start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
