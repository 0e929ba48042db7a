package io.weir.addons;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What both add-ons can be told when they are installed. */
final class InstallOptions {
    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "A local archive (.tar.gz, .tgz or .zip) with the server; for the data store also a redis-server.")
    private @Nullable String from;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "As whom the server runs where root installs it (default: a system user of its own, made if"
                    + " missing).")
    @Nullable
    String user;

    @Option(names = "--no-start", description = "Install without starting.")
    boolean isNotStarted;

    Path dir() {
        return folder.dir();
    }

    @Nullable
    Path from() {
        return from == null ? null : FolderOption.absolute("--from", from);
    }
}
