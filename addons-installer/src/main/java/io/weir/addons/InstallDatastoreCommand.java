package io.weir.addons;

import io.weir.cli.CommandException;
import io.weir.cli.ExitCodes;
import io.weir.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir addons install datastore}. */
@Command(
        name = "datastore",
        description = "Install a Data Store: a real Redis that keeps what is written to it.",
        footer = {
            "",
            "Run again, it changes what is given and differs, and nothing else.",
            "A password on the command line is visible in the list of processes; --password-file is not."
        })
final class InstallDatastoreCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    private final InstallOptions options = new InstallOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "The (first) port to listen on (default: 6379).")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: 127.0.0.1). Others than loopback need a password.")
    private @Nullable String bind;

    @Option(names = "--password", paramLabel = "PASSWORD", description = "What clients have to give.")
    private @Nullable String password;

    @Option(names = "--password-file", paramLabel = "FILE", description = "A file with the password alone.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--acl-user",
            paramLabel = "NAME",
            description = "As whom nodes log in, with that password: a user with a node's rights and no more, and the"
                    + " default user off ('' for none).")
    private @Nullable String aclUser;

    @Option(names = "--cluster", description = "Install a Redis Cluster: masters on ports one after another.")
    private boolean isCluster;

    @Option(names = "--masters", paramLabel = "N", description = "With --cluster: how many masters (default: 3).")
    private @Nullable Integer masters;

    @Option(names = "--replica-of", paramLabel = "HOST:PORT", description = "Install a replica of that Redis.")
    private @Nullable String replicaOf;

    InstallDatastoreCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        if (masters != null && !isCluster) {
            throw CommandException.usage("--masters: " + masters + " (expected: with --cluster)");
        }
        DatastoreRequest request = new DatastoreRequest(port, bind, secret(), aclUser, isCluster, masters, replicaOf);
        new DatastoreInstallation(workplace)
                .install(options.dir(), request, options.from(), options.user, !options.isNotStarted);
        return ExitCodes.OK;
    }

    private @Nullable Secret secret() {
        if (password != null && passwordFile != null) {
            throw CommandException.usage("--password, --password-file (expected: one of them)");
        }
        if (passwordFile == null) {
            return password == null ? null : Secret.of(password);
        }
        try {
            Secret read = Secret.of(Files.readString(passwordFile).strip());
            if (read.isEmpty()) {
                throw CommandException.usage("--password-file: " + passwordFile + " is empty (expected: a password)");
            }
            return read;
        } catch (IOException e) {
            throw new CommandException("--password-file: " + passwordFile + " (expected: a file that can be read)", e);
        }
    }
}
