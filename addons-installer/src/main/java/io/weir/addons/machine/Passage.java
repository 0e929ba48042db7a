package io.weir.addons.machine;

import io.weir.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets the servers' group, and nobody else, go through folders that root keeps to itself, such as those of {@code mktemp -d}: a folder's
 * group becomes theirs and may enter, not list. Root's home is left alone, and so is what somebody else owns or a group has rights to.
 * One thread, run by root.
 */
final class Passage {
    private static final Set<PosixFilePermission> OF_GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    private final String group;
    private final Path home;
    private final Consumer<String> say;

    /** @param home of the user who runs this */
    Passage(String group, Path home, Consumer<String> say) {
        this.group = group;
        this.home = home;
        this.say = say;
    }

    /** Opens what it may open of the way down to a folder, and says so. */
    void open(Path folder) {
        Deque<Path> way = new ArrayDeque<>();
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.isDirectory(path)) {
                way.push(path);
            }
        }
        try {
            for (Path path : way) {
                if (isKeptByRootAlone(path)) {
                    enter(path);
                    say.accept(path + ": the servers' group " + group + " may go through it now, and nobody else");
                }
            }
        } catch (IOException e) {
            throw new CommandException(
                    folder + ": its way cannot be opened for group " + group + ": " + e.getMessage(), e);
        }
    }

    private boolean isKeptByRootAlone(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = attributes.permissions();
        return attributes.owner().getName().equals("root")
                && permissions.stream().noneMatch(OF_GROUP::contains)
                && !permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
                && !path.equals(home);
    }

    private void enter(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        Set<PosixFilePermission> permissions =
                EnumSet.copyOf(view.readAttributes().permissions());
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        view.setGroup(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
        view.setPermissions(permissions);
    }
}
