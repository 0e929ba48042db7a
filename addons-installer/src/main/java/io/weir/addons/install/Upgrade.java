package io.weir.addons.install;

import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServerControl;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts newer programs in the place of an add-on's, and restarts what runs, one server after another. Where the new ones do not work, the
 * former ones run again with the data that they left. One that was broken off is ended by the next one. Blocks; one thread.
 */
public final class Upgrade {
    static final String NEXT = "next";
    static final String LOCK = ".upgrade.lock";

    private final ServerControl control;

    public Upgrade(ServerControl control) {
        this.control = control;
    }

    /** Where programs come from. */
    @FunctionalInterface
    public interface Programs {
        /** Puts them into an empty folder and tells their version. */
        String put(Path folder) throws IOException;
    }

    /** Fails where an upgrade was broken off: nobody may say then which programs the data are for. */
    public static void requireNoneBegun(Path dir) {
        if (WayBack.isIn(dir)) {
            throw new CommandException("--dir: " + dir
                    + ": an upgrade was broken off or is under way (expected: weir addons upgrade, which ends it)");
        }
    }

    /**
     * Upgrades it.
     *
     * @param reopen the add-on as a changed installation has it
     * @return the same one where there is nothing newer
     */
    public Addon upgrade(Addon addon, Programs source, Function<InstallationFile, Addon> reopen) {
        try {
            FileChannel lock = lock(addon.dir());
            try {
                return alone(addon, source, reopen);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw FileFailures.of(addon.dir(), e);
        }
    }

    private Addon alone(Addon addon, Programs source, Function<InstallationFile, Addon> reopen) throws IOException {
        WayBack wayBack = new WayBack(addon);
        Optional<InstallationFile> begun = wayBack.begun();
        if (begun.isPresent()) {
            return restart(addon, reopen.apply(begun.get()), wayBack);
        }
        wayBack.clear();
        return upgrade(addon, wayBack, source, reopen);
    }

    private Addon upgrade(Addon addon, WayBack wayBack, Programs source, Function<InstallationFile, Addon> reopen)
            throws IOException {
        Path next = addon.dir().resolve(NEXT);
        try {
            Folders.remove(next);
            Folders.make(next, "rwxr-xr-x");
            String version = source.put(next);
            InstallationFile now = addon.installation();
            boolean isNewer =
                    ModuleDescriptor.Version.parse(version).compareTo(ModuleDescriptor.Version.parse(now.version()))
                            > 0;
            if (!isNewer) {
                return addon;
            }
            requireUpgradable(addon);
            InstallationFile wanted =
                    new InstallationFile(now.format(), now.addon(), version, now.user(), now.settings());
            wayBack.open(wanted, next);
            return restart(addon, reopen.apply(wanted), wayBack);
        } finally {
            Folders.remove(next);
        }
    }

    /** Room for a copy of the data, and a server that works: else nobody could say whether the new one does. */
    private void requireUpgradable(Addon addon) throws IOException {
        long size = 0;
        boolean isRunning = false;
        for (Server server : addon.servers()) {
            if (control.find(server).isPresent()) {
                isRunning = true;
                size += Folders.size(server.folder().resolve(Stage.DATA));
            }
        }
        Folders.requireRoom(addon.dir(), size);
        if (isRunning && !addon.isHealthy()) {
            throw new CommandException(addon.title() + ": " + addon.health()
                    + " (expected: one that works before it is upgraded, or is stopped)");
        }
    }

    private Addon restart(Addon addon, Addon upgraded, WayBack wayBack) throws IOException {
        try {
            upgraded.adaptToPrograms();
            List<Server> servers = upgraded.servers();
            for (int i = 0; i < servers.size(); i++) {
                if (wayBack.isKept(i) || control.find(servers.get(i)).isPresent()) {
                    restart(upgraded, i, wayBack);
                }
            }
            upgraded.installation().write(addon.dir());
        } catch (CommandException | IOException e) {
            goBack(addon, wayBack, e);
            throw new CommandException(
                    e.getMessage() + "\n" + addon.title() + " is there again, with the data that it had", e);
        }
        wayBack.discard();
        return upgraded;
    }

    private void restart(Addon upgraded, int index, WayBack wayBack) throws IOException {
        Server server = upgraded.servers().get(index);
        if (!wayBack.isKept(index)) {
            control.stop(server);
            try {
                wayBack.keep(index);
            } catch (IOException e) {
                // It is none of those that go back.
                control.start(server);
                throw e;
            }
        }
        upgraded.beforeStart(server);
        control.start(server);
        upgraded.join();
        if (!upgraded.isHealthy()) {
            throw new CommandException(upgraded.title() + ": " + upgraded.health() + " (expected: as it was before)");
        }
    }

    private void goBack(Addon addon, WayBack wayBack, Exception why) {
        try {
            List<Integer> kept = wayBack.kept();
            List<Server> servers = addon.servers();
            kept.forEach(index -> control.stop(servers.get(index)));
            wayBack.goBack();
            wayBack.discard();
            for (int index : kept) {
                addon.beforeStart(servers.get(index));
                control.start(servers.get(index));
            }
            if (!kept.isEmpty()) {
                addon.join();
            }
        } catch (CommandException | IOException e) {
            throw new CommandException(
                    why.getMessage() + "\nand the former one does not run: " + e.getMessage()
                            + " (expected: weir addons upgrade or start, once that is mended)",
                    e);
        }
    }

    /** Freed by the system where this process is killed. */
    private static FileChannel lock(Path dir) throws IOException {
        FileChannel channel = FileChannel.open(dir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // By another thread of this process: the same to the user.
        }
        channel.close();
        throw new CommandException("--dir: " + dir + ": another upgrade is under way (expected: one at a time)");
    }
}
