package io.weir.addons.machine;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** As whom a server runs: for root a system user of the server's own, made where it is missing; for anybody else themselves. One thread. */
public final class ServiceUsers {
    private static final String GROUP = "weir";

    private final Machine machine;
    private final CommandRunner runner;
    private final Consumer<String> say;

    /** @param say where to tell what was done */
    public ServiceUsers(Machine machine, CommandRunner runner, Consumer<String> say) {
        this.machine = machine;
        this.runner = runner;
        this.say = say;
    }

    /**
     * Chooses the user; makes nobody.
     *
     * @param asked by {@code --user}; null where it was not given
     * @param standard the server's own system user
     * @throws CommandException where only root could do that
     */
    public String choose(@Nullable String asked, String standard) {
        if (!machine.isRoot()) {
            if (asked != null && !asked.equals(machine.user())) {
                throw CommandException.usage("--user: " + asked + " (expected: none; only root can start a server as"
                        + " somebody else, and this is " + machine.user() + ")");
            }
            return machine.user();
        }
        String user = asked == null ? standard : asked;
        if (asked != null && !exists(user) && !user.equals(standard)) {
            throw new CommandException("--user: " + user + " (expected: a user of this machine)");
        }
        return user;
    }

    /** Makes the system user where it is missing, and says so. */
    public void provide(String user) {
        if (isThisOne(user) || exists(user)) {
            return;
        }
        if (machine.program("useradd").isEmpty()) {
            throw new CommandException("no user " + user + " and no useradd on the PATH (expected: that user, made by"
                    + " hand, or --user with another one)");
        }
        // Those of all add-ons share a group, so that a folder can be opened for all of them.
        if (!groupExists()) {
            require(List.of("groupadd", "--system", GROUP));
        }
        require(List.of(
                "useradd",
                "--system",
                "--gid",
                GROUP,
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                "/usr/sbin/nologin",
                user));
        say.accept("made the system user " + user + ", as which the server runs");
    }

    private void require(List<String> command) {
        CommandRunner.Outcome outcome = runner.run(command);
        if (!outcome.isOk()) {
            throw new CommandException(String.join(" ", command) + ": " + outcome.output()
                    + " (expected: a user for the server; or give another one by --user)");
        }
    }

    /** Opens root's own folders on the way to a folder for the servers' system users, as far as that harms nobody. */
    public void letThrough(String user, Path folder) {
        boolean isOneOfOurs = runner.run(List.of("id", "-gn", user)).output().equals(GROUP);
        if (machine.isRoot() && isOneOfOurs) {
            new Passage(GROUP, Path.of(System.getProperty("user.home", "/root")), say).open(folder);
        }
    }

    /** Whether that user can go down to a folder; to the part of its path that is there. */
    public boolean canReach(String user, Path folder) {
        if (isThisOne(user)) {
            return true;
        }
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        List<String> command = new ArrayList<>(as(user));
        command.addAll(List.of("test", "-x", there.toString()));
        return runner.run(command).isOk();
    }

    /** Whether that is who runs this. */
    public boolean isThisOne(String user) {
        return user.equals(machine.user());
    }

    /** What stands before a command so that it runs as that user. */
    public List<String> as(String user) {
        if (isThisOne(user)) {
            return List.of();
        }
        if (!machine.isRoot()) {
            throw new CommandException("its server runs as " + user
                    + " (expected: a call by that user or by root, not by " + machine.user() + ")");
        }
        if (machine.program("setpriv").isPresent()) {
            return List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--init-groups", "--");
        }
        if (machine.program("runuser").isPresent()) {
            return List.of("runuser", "-u", user, "--");
        }
        throw new CommandException(
                "neither setpriv nor runuser on the PATH (expected: one of them, to start a server as " + user
                        + "; or --user " + machine.user() + ")");
    }

    private String group(String user) {
        CommandRunner.Outcome outcome = runner.run(List.of("id", "-g", user));
        return outcome.isOk() ? outcome.output() : user;
    }

    private static boolean groupExists() {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(GROUP);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean exists(String user) {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
