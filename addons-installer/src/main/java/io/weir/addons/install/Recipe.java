package io.weir.addons.install;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** How one add-on is put into a folder. One use, one thread. */
public interface Recipe {

    /** The system user that it has on a machine where root installs it. */
    String standardUser();

    /** Whether its server may run as root where its own user cannot reach the folder. */
    boolean mayRunAsRoot();

    /** Bytes that it takes. */
    long size();

    /** Where it will listen. */
    List<InetSocketAddress> listens();

    /**
     * Puts everything into a folder.
     *
     * @param stage the folder, which will be renamed
     * @param dir what its name will be
     * @param user as whom the server will run
     * @return what was installed
     */
    InstallationFile fill(Path stage, Path dir, String user) throws IOException;

    /** The folders below it that its server's user must own. */
    List<Path> owned(Path stage);

    /** The add-on once it is in its place. */
    Addon addon(Path dir, InstallationFile installation);
}
