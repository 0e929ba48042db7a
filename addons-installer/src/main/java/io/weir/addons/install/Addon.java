package io.weir.addons.install;

import io.weir.addons.machine.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** An add-on that is installed. Any thread; asking its servers blocks. */
public interface Addon {
    /** What lies in its folder beside data, and goes with it. */
    Set<String> PARTS = Set.of(
            InstallationFile.NAME,
            Server.CONSOLE,
            "bin",
            "conf",
            "logs",
            "run",
            "server",
            "tmp",
            Upgrade.NEXT,
            Upgrade.LOCK,
            WayBack.NAME);

    /** What it is called. */
    String title();

    /** Where it is. */
    Path dir();

    /** What was installed. */
    InstallationFile installation();

    /** Its processes, in the order in which they start. */
    List<Server> servers();

    /** The folder with its programs, which an upgrade replaces. */
    Path programs();

    /** Writes what depends on its settings, all but {@code addon.json}. */
    void writeSettings() throws IOException;

    /** Adapts, after an upgrade, what of its configuration comes from its programs. */
    void adaptToPrograms() throws IOException;

    /** Notes what must be known of a server's data before it writes the first of them. */
    void beforeStart(Server server);

    /** Does what can be done only once all its servers work, unless it was done: makes a cluster of them, waits for a master. */
    void join();

    /** Whether it does what it is for, beyond that its servers run. */
    boolean isHealthy();

    /** One line about how it does, beyond that its servers run; empty where there is nothing to tell. */
    String health();
}
