package io.weir.addons.datastore;

import io.weir.addons.install.FileFailures;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.machine.Machine;
import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServerControl;
import io.weir.cli.CommandException;
import io.weir.redis.RedisVersion;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a newer Redis in the place of an installed one, one server after another. Blocks; one thread. */
public final class DatastoreUpgrade {
    private final ServerControl control;
    private final Machine machine;
    private final Ticker ticker;

    public DatastoreUpgrade(ServerControl control, Machine machine, Ticker ticker) {
        this.control = control;
        this.machine = machine;
        this.ticker = ticker;
    }

    /**
     * @param from as for an installation
     * @return the same one where there is nothing newer
     */
    public DatastoreAddon upgrade(DatastoreAddon addon, @Nullable Path from) {
        Path program = addon.files().program(machine.isWindows());
        Path next = program.resolveSibling("next-" + program.getFileName());
        try {
            RedisVersion version = RedisPrograms.put(from, next, machine);
            Optional<RedisVersion> former = RedisVersion.in(addon.installation().version());
            if (former.isPresent() && version.compareTo(former.get()) <= 0) {
                return addon;
            }
            return replace(addon, program, next, version);
        } catch (IOException e) {
            throw FileFailures.of(addon.dir(), e);
        } finally {
            deleteIfThere(next);
        }
    }

    private DatastoreAddon replace(DatastoreAddon addon, Path program, Path next, RedisVersion version)
            throws IOException {
        Path former = program.resolveSibling("former-" + program.getFileName());
        Files.copy(program, former, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        // A rename, because a running program's file cannot be written.
        Files.move(next, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        InstallationFile installation = InstallationFile.of(
                DatastoreAddon.NAME, version.toString(), addon.installation().user(), addon.settings());
        try {
            DatastoreAddon upgraded = new DatastoreAddon(addon.dir(), installation, machine, ticker);
            restart(upgraded);
            installation.write(addon.dir());
            return upgraded;
        } catch (CommandException e) {
            Files.move(former, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            restart(addon);
            throw e;
        } finally {
            deleteIfThere(former);
        }
    }

    private void restart(DatastoreAddon addon) {
        List<Server> running = addon.servers().stream()
                .filter(server -> control.find(server).isPresent())
                .toList();
        for (Server server : running) {
            control.stop(server);
            control.start(server);
            addon.join();
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailures.of(file, e);
        }
    }
}
