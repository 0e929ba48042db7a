package io.weir.wsconfig.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configuration of Apache httpd for mod_jk: {@code mod_jk.conf} beside the main file, and what each connector adds. */
public final class ModJk {
    /** First line of each file that wsconfig keeps beside somebody else's: it overwrites no other. */
    public static final String MADE_BY = "# Made by wsconfig for Weir.";

    private ModJk() {}

    /**
     * One connector's part of {@code mod_jk.conf}.
     *
     * @param folder {@code connectors/N}
     * @param isWorkersFile true where the one JkWorkersFile is this connector's, false where its workers come as directives
     * @param isForAll true where it is for the main server and all virtual hosts
     */
    public record Part(Path folder, boolean isWorkersFile, boolean isForAll) {}

    /**
     * Global settings that somebody else's configuration has already; mod_jk knows one of each.
     *
     * @param hasLog JkLogFile in the main server
     * @param hasShm JkShmFile
     * @param hasWatchdog JkWatchdogInterval
     */
    public record Existing(boolean hasLog, boolean hasShm, boolean hasWatchdog) {}

    /**
     * {@code mod_jk.conf}.
     *
     * @param home the folder of the connectors
     * @param module the file to load unless it is loaded; empty: it is loaded for certain
     * @param parts of the connectors of this web server, at least one; log and shared memory lie with the first
     */
    public static String main(Path home, Optional<Path> module, Existing existing, List<Part> parts) {
        Lines lines = new Lines().add(MADE_BY).add(owner(home));
        module.ifPresent(file -> lines.add("<IfModule !jk_module>")
                .add("    LoadModule jk_module " + QuotedPath.of(file))
                .add("</IfModule>"));
        Path first = parts.get(0).folder();
        if (!existing.hasLog()) {
            lines.add("JkLogFile " + QuotedPath.of(first.resolve("mod_jk.log"))).add("JkLogLevel warn");
        }
        if (!existing.hasShm()) {
            lines.add("JkShmFile " + QuotedPath.of(first.resolve("mod_jk.shm")));
        }
        if (!existing.hasWatchdog()) {
            lines.add("JkWatchdogInterval " + WorkersProperties.MAINTAIN_SECONDS);
        }
        for (Part part : parts) {
            lines.add(
                    part.isWorkersFile()
                            ? "JkWorkersFile " + QuotedPath.of(part.folder().resolve("workers.properties"))
                            : "Include " + QuotedPath.of(part.folder().resolve("workers.conf")));
            if (part.isForAll()) {
                lines.add("JkMountCopy All")
                        .add("Include " + QuotedPath.of(part.folder().resolve("mod_jk_vhost.conf")));
            }
        }
        return lines.text();
    }

    /** Second line of such a file: where its connectors are. Those of another folder are not known here, and not overwritten. */
    public static String owner(Path home) {
        return "# Connectors: " + QuotedPath.plain(home);
    }

    /** {@code mod_jk_vhost.conf}: what goes into a virtual host, or into the main server for all of them. */
    public static String virtualHost(Path folder, WorkerNames names, Optional<String> statusPath) {
        Lines lines = new Lines()
                .add(MADE_BY)
                .add("JkMountFile " + QuotedPath.of(folder.resolve("uriworkermap.properties")))
                // Changes come with a reload, so nothing has to look at the file's time.
                .add("JkMountFileReload 0")
                .add("# The path as the caller wrote it: Weir has its own normal form.")
                .add("JkOptions +ForwardURICompatUnparsed")
                .add("AllowEncodedSlashes NoDecode")
                .add("# What mod_jk passes on of TLS and of a client's certificate.")
                .add("<IfModule ssl_module>")
                .add("    SSLOptions +StdEnvVars +ExportCertData")
                .add("</IfModule>");
        statusPath.ifPresent(path -> lines.add("<Location \"" + path + "\">")
                .add("    JkMount " + names.status())
                .add("    Require local")
                .add("</Location>"));
        return lines.text();
    }
}
