package io.weir.addons.install;

import io.weir.addons.machine.Ports;
import io.weir.addons.machine.Server;
import io.weir.addons.machine.ServerControl;
import io.weir.addons.machine.ServiceUsers;
import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Installs, starts, stops and removes add-ons. What fails leaves nothing behind. Blocks; one thread. */
public final class Installer {
    private static final String ROOT = "root";

    private final ServerControl control;
    private final ServiceUsers users;
    private final Consumer<String> say;

    /** @param say where to tell what goes on */
    public Installer(ServerControl control, ServiceUsers users, Consumer<String> say) {
        this.control = control;
        this.users = users;
        this.say = say;
    }

    /**
     * Installs and, where that is wanted, starts.
     *
     * @param dir absolute
     * @param asked the user asked for; null where none was
     * @throws CommandException with the folder as it was before
     */
    public Addon install(Path dir, Recipe recipe, @Nullable String asked, boolean isStarted) {
        recipe.listens().forEach(Ports::requireFree);
        requireRoom(dir, recipe.size());
        String user = user(dir, recipe, asked);
        List<Path> made = Stage.missing(dir.getParent());
        boolean hasFormerData = hasFormerData(dir);
        Addon addon = put(dir, recipe, user);
        if (isStarted) {
            try {
                start(addon);
            } catch (CommandException e) {
                takeBack(addon, !hasFormerData, made, e);
                throw e;
            }
        }
        return addon;
    }

    /** Starts what does not run; returns how many of its servers that were. */
    public int start(Addon addon) {
        int started = 0;
        for (Server server : addon.servers()) {
            addon.beforeStart(server);
            started += control.start(server) ? 1 : 0;
        }
        addon.join();
        return started;
    }

    /** Stops what runs, in reverse; returns how many of its servers that were. */
    public int stop(Addon addon) {
        List<Server> reversed = new ArrayList<>(addon.servers());
        Collections.reverse(reversed);
        int stopped = 0;
        for (Server server : reversed) {
            stopped += control.stop(server) ? 1 : 0;
        }
        return stopped;
    }

    /**
     * Stops it and takes it away.
     *
     * @param isPurged whether its data go too
     */
    public void uninstall(Addon addon, boolean isPurged) {
        stop(addon);
        try {
            // First: half of an installation must not look like one.
            Files.deleteIfExists(addon.dir().resolve(InstallationFile.NAME));
            if (isPurged) {
                for (Server server : addon.servers()) {
                    Folders.remove(server.folder().resolve(Stage.DATA));
                }
            }
            Stage.removeAllButData(addon.dir());
            if (!isMount(addon.dir())) {
                Stage.removeIfEmpty(addon.dir());
            }
        } catch (IOException e) {
            throw FileFailures.of(addon.dir(), e);
        }
    }

    private String user(Path dir, Recipe recipe, @Nullable String asked) {
        String user = users.choose(asked, recipe.standardUser());
        users.provide(user);
        if (users.canReach(user, dir)) {
            return user;
        }
        users.letThrough(user, dir);
        if (users.canReach(user, dir)) {
            return user;
        }
        String problem = dir + ": user " + user + " may not go there (expected: x for others on each folder above"
                + " it, as by chmod o+x; or another --dir";
        if (asked == null && recipe.mayRunAsRoot()) {
            say.accept(problem + "); the server runs as root instead");
            return ROOT;
        }
        throw new CommandException(problem + ")");
    }

    private Addon put(Path dir, Recipe recipe, String user) {
        try (Stage stage = Stage.open(dir)) {
            InstallationFile installation = recipe.fill(stage.folder(), dir, user);
            for (Path owned : recipe.owned(stage.folder())) {
                if (!users.isThisOne(user)) {
                    Folders.give(owned, user);
                }
            }
            installation.write(stage.folder());
            stage.commit();
            return recipe.addon(dir, installation);
        } catch (IOException e) {
            throw FileFailures.of(dir, e);
        }
    }

    private static boolean hasFormerData(Path dir) {
        try {
            return Stage.holdsData(dir);
        } catch (IOException e) {
            throw FileFailures.of(dir, e);
        }
    }

    /** Data that were there before stay; those of this installation hold nothing yet. */
    private void takeBack(Addon addon, boolean isPurged, List<Path> made, CommandException why) {
        try {
            uninstall(addon, isPurged);
            for (Path parent : made) {
                Stage.removeIfEmpty(parent);
            }
        } catch (CommandException | IOException e) {
            why.addSuppressed(e);
        }
    }

    private static boolean isMount(Path dir) throws IOException {
        Path parent = dir.getParent();
        return parent != null && !Files.getFileStore(dir).equals(Files.getFileStore(parent));
    }

    private static void requireRoom(Path dir, long size) {
        try {
            Folders.requireRoom(dir, size);
        } catch (IOException e) {
            throw FileFailures.of(dir, e);
        }
    }
}
