package io.weir.addons.install;

import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServerControl;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/** Puts newer programs in the place of an add-on's, and restarts what runs, one server after another. Blocks; one thread. */
public final class Upgrade {
    private static final String NEXT = "next";
    private static final String FORMER = "former";

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

    /**
     * Upgrades it. Where the new programs do not work, the former ones run again.
     *
     * @param reopen the add-on as a changed installation has it
     * @return the same one where there is nothing newer
     */
    public Addon upgrade(Addon addon, Programs source, Function<InstallationFile, Addon> reopen) {
        Path next = addon.dir().resolve(NEXT);
        try {
            Folders.remove(next);
            Folders.make(next, "rwxr-xr-x");
            String version = source.put(next);
            InstallationFile now = addon.installation();
            boolean isNewer =
                    ModuleDescriptor.Version.parse(version).compareTo(ModuleDescriptor.Version.parse(now.version()))
                            > 0;
            return isNewer
                    ? replace(
                            addon,
                            next,
                            reopen.apply(new InstallationFile(
                                    now.format(), now.addon(), version, now.user(), now.settings())))
                    : addon;
        } catch (IOException e) {
            throw FileFailures.of(addon.dir(), e);
        } finally {
            discard(next);
        }
    }

    private Addon replace(Addon addon, Path next, Addon upgraded) throws IOException {
        Path former = addon.dir().resolve(FORMER);
        Folders.remove(former);
        swap(addon.programs(), former, next);
        try {
            restart(upgraded);
            upgraded.installation().write(addon.dir());
            discard(former);
            return upgraded;
        } catch (CommandException e) {
            swap(addon.programs(), next, former);
            restart(addon);
            throw e;
        }
    }

    /** Renames, because a running program's file cannot be written. */
    private static void swap(Path programs, Path away, Path in) throws IOException {
        Files.move(programs, away, StandardCopyOption.ATOMIC_MOVE);
        Files.move(in, programs, StandardCopyOption.ATOMIC_MOVE);
    }

    private void restart(Addon addon) {
        List<Server> running = addon.servers().stream()
                .filter(server -> control.find(server).isPresent())
                .toList();
        for (Server server : running) {
            control.stop(server);
            control.start(server);
            addon.join();
        }
    }

    private static void discard(Path folder) {
        try {
            Folders.remove(folder);
        } catch (IOException e) {
            throw FileFailures.of(folder, e);
        }
    }
}
