package io.weir.addons.datastore;

import static java.util.Objects.requireNonNull;

import io.weir.addons.install.Addon;
import io.weir.addons.install.FileFailures;
import io.weir.addons.install.Folders;
import io.weir.addons.install.InstallationFile;
import io.weir.addons.machine.Machine;
import io.weir.addons.machine.Server;
import io.weir.cli.CommandException;
import io.weir.config.OwnerFile;
import io.weir.config.Secret;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** A Data Store that is installed. */
public final class DatastoreAddon implements Addon {
    /** What {@code addon.json} calls it. */
    public static final String NAME = "datastore";

    private static final Duration LINK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Path dir;
    private final InstallationFile installation;
    private final DatastoreSettings settings;
    private final DatastoreFiles files;
    private final @Nullable Secret password;
    private final Machine machine;
    private final Ticker ticker;

    /** @param password null: as it is in its file */
    public DatastoreAddon(
            Path dir, InstallationFile installation, @Nullable Secret password, Machine machine, Ticker ticker) {
        this.dir = dir;
        this.installation = installation;
        this.settings = installation.settings(DatastoreSettings.class);
        this.files = new DatastoreFiles(dir, settings);
        this.password = password;
        this.machine = machine;
        this.ticker = ticker;
    }

    @Override
    public String title() {
        String form = settings.isCluster()
                ? ", a cluster of " + settings.masters()
                : settings.replicaOf() == null ? "" : ", a replica of " + settings.replicaOf();
        return "data store (Redis " + installation.version() + form + ")";
    }

    @Override
    public Path dir() {
        return dir;
    }

    @Override
    public InstallationFile installation() {
        return installation;
    }

    /** What it was installed with. */
    public DatastoreSettings settings() {
        return settings;
    }

    @Override
    public Path programs() {
        return files.bin();
    }

    /**
     * Puts programs into a folder, for an upgrade.
     *
     * @param from as for an installation
     * @return their version
     */
    public String putPrograms(@Nullable Path from, Path folder) throws IOException {
        Path program = folder.resolve(files.program(machine.isWindows()).getFileName());
        return RedisPrograms.put(from, program, machine).toString();
    }

    @Override
    public void writeSettings() throws IOException {
        DatastoreRecipe.writeConfig(files, files, password());
        if (machine.isRoot()) {
            for (DatastoreFiles.Member member : files.members()) {
                Folders.give(member.conf(), installation.user());
            }
        }
    }

    /** The same with other settings; fails where a server cannot have them that has been something else. */
    public DatastoreAddon with(DatastoreSettings wanted, Secret wantedPassword) {
        DatastoreRecipe.requireSafe(wanted, wantedPassword);
        if (wanted.masters() != settings.masters()) {
            throw new CommandException("--cluster: " + dir + " holds a " + title()
                    + " (expected: another folder for one of another form)");
        }
        boolean hasMoved = wanted.port() != settings.port() || !wanted.bind().equals(settings.bind());
        if (settings.isCluster() && hasMoved) {
            throw new CommandException("--port, --bind: " + wanted.bind() + ":" + wanted.port()
                    + " (expected: as installed, " + settings.bind() + ":" + settings.port()
                    + "; the servers of a cluster know each other by it)");
        }
        InstallationFile changed = InstallationFile.of(NAME, installation.version(), installation.user(), wanted);
        return new DatastoreAddon(dir, changed, wantedPassword, machine, ticker);
    }

    /** Its password; none where it has none. */
    public Secret password() {
        return password == null ? files.readPassword() : password;
    }

    @Override
    public void adaptToPrograms() {
        // Nothing of redis.conf comes from the programs.
    }

    @Override
    public List<Server> servers() {
        return files.members().stream().map(this::server).toList();
    }

    private Server server(DatastoreFiles.Member member) {
        return new Server(
                "data store at " + settings.bind() + ":" + member.port(),
                member.folder(),
                List.of(
                        files.program(machine.isWindows()).toString(),
                        member.config().toString()),
                Map.of(),
                member.pid(),
                member.log(),
                installation.user(),
                settings.listens(member.port()),
                () -> RedisSession.obstacle(settings, member.port(), password()),
                List.of("LimitNOFILE=10032", "OOMScoreAdjust=-200"));
    }

    @Override
    public void join() {
        if (settings.isCluster()) {
            new RedisClusterMaking(settings, password(), ticker).make();
        } else if (settings.replicaOf() != null) {
            awaitMaster(settings.replicaOf());
        }
    }

    @Override
    public boolean isHealthy() {
        return !settings.isCluster()
                || new RedisClusterMaking(settings, password(), ticker)
                        .obstacle()
                        .isEmpty();
    }

    @Override
    public String health() {
        if (settings.isCluster()) {
            String obstacle = new RedisClusterMaking(settings, password(), ticker).obstacle();
            return obstacle.isEmpty() ? "cluster ok" : "cluster not whole: " + obstacle;
        }
        try (RedisSession session = RedisSession.open(settings, settings.port(), password())) {
            String link = session.info("replication", "master_link_status");
            String role = session.info("replication", "role") + (link.isEmpty() ? "" : ", link to the master " + link);
            return role + ", " + session.info("memory", "used_memory_human") + " in memory, last write to disk "
                    + session.info("persistence", "aof_last_write_status");
        } catch (JedisException e) {
            return "does not answer: " + e.getMessage();
        }
    }

    /** So that no older server is ever started on these data. */
    @Override
    public void beforeStart(Server server) {
        Path writer = DatastoreFiles.Member.writer(server.folder());
        try {
            boolean isTold =
                    Files.exists(writer) && Files.readString(writer).strip().equals(installation.version());
            if (!isTold) {
                OwnerFile.write(
                        requireNonNull(writer.getParent()), writer.getFileName().toString(), installation.version());
            }
        } catch (IOException e) {
            throw FileFailures.of(writer, e);
        }
    }

    private void awaitMaster(String master) {
        long begin = ticker.nanos();
        while (true) {
            String link;
            try (RedisSession session = RedisSession.open(settings, settings.port(), password())) {
                link = session.info("replication", "master_link_status");
                boolean isLoading =
                        session.info("replication", "master_sync_in_progress").equals("1");
                if (link.equals("up")) {
                    return;
                }
                begin = isLoading ? ticker.nanos() : begin;
            } catch (JedisException e) {
                link = String.valueOf(e.getMessage());
            }
            if (ticker.nanos() - begin > LINK_PATIENCE.toNanos()) {
                throw new CommandException("--replica-of: " + master + ": link to the master is " + link + " after "
                        + LINK_PATIENCE.toSeconds()
                        + " s (expected: up; a Redis that listens there, has the same password, and"
                        + " can be reached from here)");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
