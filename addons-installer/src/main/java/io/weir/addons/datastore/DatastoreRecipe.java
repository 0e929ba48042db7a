package io.weir.addons.datastore;

import io.weir.addons.install.Addon;
import io.weir.addons.install.Folders;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.install.Recipe;
import io.weir.addons.machine.Machine;
import io.weir.cli.CommandException;
import io.weir.config.OwnerFile;
import io.weir.config.Secret;
import io.weir.redis.RedisVersion;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a Data Store is put into a folder. */
public final class DatastoreRecipe implements Recipe {
    private static final long BYTES_OF_A_SERVER = 32L << 20;

    private final DatastoreSettings settings;
    private final Secret password;
    private final @Nullable Path from;
    private final Machine machine;
    private final Ticker ticker;

    /**
     * @param from a {@code redis-server} or an archive with one; null: what there is
     * @throws CommandException where the settings would leave the server open to everybody
     */
    public DatastoreRecipe(
            DatastoreSettings settings, Secret password, @Nullable Path from, Machine machine, Ticker ticker) {
        requireSafe(settings, password);
        this.settings = settings;
        this.password = password;
        this.from = from;
        this.machine = machine;
        this.ticker = ticker;
    }

    /** Fails where the settings would leave the server open to everybody, or unreachable. */
    public static void requireSafe(DatastoreSettings settings, Secret password) {
        if (password.isEmpty() && !settings.address().isLoopbackAddress()) {
            throw CommandException.usage(
                    "--bind: " + settings.bind()
                            + " without a password (expected: --password-file or --password too, or an address such as 127.0.0.1)");
        }
        if (password.isEmpty() && settings.aclUser() != null) {
            throw CommandException.usage("--acl-user: " + settings.aclUser()
                    + " without a password (expected: --password-file or --password too)");
        }
        if (settings.isCluster() && settings.address().isAnyLocalAddress()) {
            throw CommandException.usage(
                    "--bind: " + settings.bind()
                            + " (expected with --cluster: one address, by which the servers reach each other and nodes reach them)");
        }
        if (password.reveal().chars().anyMatch(c -> c < ' ')) {
            throw CommandException.usage("--password: with a control character (expected: one line of text)");
        }
    }

    @Override
    public String standardUser() {
        return "weir-redis";
    }

    @Override
    public boolean mayRunAsRoot() {
        return true;
    }

    @Override
    public long size() {
        return BYTES_OF_A_SERVER * settings.ports().size();
    }

    @Override
    public List<InetSocketAddress> listens() {
        return settings.ports().stream()
                .flatMap(port -> settings.listens(port).stream())
                .toList();
    }

    @Override
    public InstallationFile fill(Path stage, Path dir, String user) throws IOException {
        DatastoreFiles here = new DatastoreFiles(stage, settings);
        Folders.make(here.bin(), "rwxr-xr-x");
        RedisVersion version = RedisPrograms.put(from, here.program(machine.isWindows()), machine);
        DatastoreFiles there = new DatastoreFiles(dir, settings);
        for (int i = 0; i < here.members().size(); i++) {
            requireNotWrittenByNewer(there.members().get(i), version);
            DatastoreFiles.Member member = here.members().get(i);
            Folders.make(member.folder(), "rwxr-xr-x");
            for (Path closed : List.of(member.conf(), member.data(), member.logs())) {
                Folders.make(closed, "rwx------");
            }
            // Whoever asks how it does must be able to read the process id.
            Folders.make(member.run(), "rwxr-xr-x");
        }
        writeConfig(here, there, password);
        return InstallationFile.of(DatastoreAddon.NAME, version.toString(), user, settings);
    }

    /** Writes what depends on the settings. */
    static void writeConfig(DatastoreFiles where, DatastoreFiles there, Secret password) throws IOException {
        for (int i = 0; i < where.members().size(); i++) {
            String text = RedisConf.text(there.settings(), there.members().get(i), password);
            OwnerFile.write(where.members().get(i).conf(), "redis.conf", text.stripTrailing());
        }
        if (password.isEmpty()) {
            Files.deleteIfExists(where.password());
        } else {
            Folders.make(where.conf(), "rwx------");
            OwnerFile.write(where.conf(), where.password().getFileName().toString(), password.reveal());
        }
    }

    @Override
    public List<Path> owned(Path stage) {
        List<Path> owned = new ArrayList<>();
        DatastoreFiles files = new DatastoreFiles(stage, settings);
        for (DatastoreFiles.Member member : files.members()) {
            owned.addAll(List.of(member.conf(), member.data(), member.logs(), member.run()));
        }
        return owned;
    }

    @Override
    public Addon addon(Path dir, InstallationFile installation) {
        return new DatastoreAddon(dir, installation, null, machine, ticker);
    }

    /** Data of a former installation. */
    private static void requireNotWrittenByNewer(DatastoreFiles.Member member, RedisVersion ours) throws IOException {
        if (!Files.exists(member.writer())) {
            return;
        }
        Optional<RedisVersion> writer = RedisVersion.in(Files.readString(member.writer()));
        boolean isNewer = writer.isPresent()
                && writer.get().compareTo(new RedisVersion(ours.major(), ours.minor(), Integer.MAX_VALUE)) > 0;
        if (isNewer) {
            throw new CommandException(member.data() + " was written by Redis " + writer.get() + ", and this is " + ours
                    + " (expected: Redis " + writer.get() + " or later, by --from)");
        }
    }
}
