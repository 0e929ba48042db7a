package io.weir.addons.install;

import io.weir.addons.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an upgrade keeps until the new programs work: the former programs, and configuration and data of each server as the former
 * programs left them, because the new ones may write what the former ones cannot read. Whatever it was killed in, it is found again and
 * can be ended. One thread.
 */
final class WayBack {
    /** The folder within the add-on's. */
    static final String NAME = "former";

    private static final String CONF = "conf";

    private final Addon addon;
    private final Path folder;
    private final Path programs;
    private final Path goingBack;

    WayBack(Addon addon) {
        this.addon = addon;
        this.folder = addon.dir().resolve(NAME);
        this.programs = folder.resolve("programs");
        this.goingBack = folder.resolve("going-back");
    }

    /** Whether an upgrade in that folder was broken off. */
    static boolean isIn(Path dir) {
        return Files.exists(dir.resolve(NAME));
    }

    /** What the add-on shall become by an upgrade that was broken off; empty where there is nothing to go on with. */
    Optional<InstallationFile> begun() throws IOException {
        Optional<InstallationFile> wanted = InstallationFile.in(folder);
        boolean isSwapped = Files.exists(programs) && Files.exists(addon.programs());
        boolean isDone = wanted.filter(addon.installation()::equals).isPresent();
        return Files.exists(goingBack) || !isSwapped || isDone ? Optional.empty() : wanted;
    }

    /** Ends what was broken off before the new programs were there, on the way back, or after the end. */
    void clear() throws IOException {
        if (Files.exists(goingBack)) {
            goBack();
        } else if (Files.exists(programs) && !Files.exists(addon.programs())) {
            Files.move(programs, addon.programs(), StandardCopyOption.ATOMIC_MOVE);
        }
        discard();
    }

    /** Keeps programs and configuration, and puts the new programs in their place. */
    void open(InstallationFile wanted, Path next) throws IOException {
        // A server that still runs finds its programs in there; data and configuration are closed by themselves.
        Folders.make(folder, "rwxr-xr-x");
        List<Server> servers = addon.servers();
        for (int i = 0; i < servers.size(); i++) {
            Folders.copy(servers.get(i).folder().resolve(CONF), kept(i, CONF));
        }
        wanted.write(folder);
        // Renamed, because a running program's file cannot be written.
        Files.move(addon.programs(), programs, StandardCopyOption.ATOMIC_MOVE);
        Files.move(next, addon.programs(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps the data of a server that has been stopped. */
    void keep(int server) throws IOException {
        Path part = kept(server, "part");
        Folders.remove(part);
        Folders.copy(addon.servers().get(server).folder().resolve(Stage.DATA), part);
        Files.move(part, kept(server, Stage.DATA), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether a server's data were kept, so that it may have run with the new programs. */
    boolean isKept(int server) {
        return Files.exists(kept(server, Stage.DATA));
    }

    /** Which servers' data were kept. */
    List<Integer> kept() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < addon.servers().size(); i++) {
            if (isKept(i)) {
                kept.add(i);
            }
        }
        return kept;
    }

    /** Puts everything back where it was; no server may run that was kept. */
    void goBack() throws IOException {
        if (!Files.exists(goingBack)) {
            Files.createFile(goingBack);
        }
        List<Server> servers = addon.servers();
        for (int i = 0; i < servers.size(); i++) {
            putBack(kept(i, Stage.DATA), servers.get(i).folder().resolve(Stage.DATA));
            putBack(kept(i, CONF), servers.get(i).folder().resolve(CONF));
        }
        putBack(programs, addon.programs());
    }

    void discard() throws IOException {
        Folders.remove(folder);
    }

    private Path kept(int server, String what) {
        return folder.resolve(String.valueOf(server + 1)).resolve(what);
    }

    private void putBack(Path kept, Path place) throws IOException {
        if (Files.exists(kept)) {
            Folders.remove(place);
            Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
