package io.weir.addons.datastore;

import io.weir.addons.install.Archive;
import io.weir.addons.install.Checksum;
import io.weir.addons.install.Folders;
import io.weir.addons.machine.Machine;
import io.weir.cli.CommandException;
import io.weir.redis.RedisBinary;
import io.weir.redis.RedisVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where the {@code redis-server} that is installed comes from: a given file, else the newer of the carried one and the system's. */
final class RedisPrograms {
    private RedisPrograms() {}

    /**
     * Puts one into a file and sees that it runs.
     *
     * @param from a {@code redis-server}, or an archive with one; null: what there is
     * @param target whose folder is there, and empty but for a former one
     */
    static RedisVersion put(@Nullable Path from, Path target, Machine machine) throws IOException {
        if (from != null) {
            Checksum.check(from);
            take(from, target);
            return ask(from, target);
        }
        Path carried = target.resolveSibling("carried");
        try {
            RedisBinary newest = RedisBinary.newest(carried, machine.searchPath());
            Files.copy(newest.executable().toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
            Folders.permit(target, "rwxr-xr-x");
            return RedisBinary.at(target).version();
        } finally {
            Folders.remove(carried);
        }
    }

    private static void take(Path from, Path target) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw CommandException.usage("--from: " + from + " (expected: a file)");
        }
        if (Archive.isOne(from)) {
            String name = target.getFileName().toString();
            if (!Archive.of(from).extractFirst(entry -> entry.equals(name) || entry.endsWith("/" + name), target)) {
                throw new CommandException("--from: " + from + " holds no " + name
                        + " (expected: an archive of programs; a source archive has to be built first)");
            }
        } else {
            Files.copy(from, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Folders.permit(target, "rwxr-xr-x");
    }

    private static RedisVersion ask(Path from, Path target) {
        try {
            return RedisBinary.at(target).version();
        } catch (IOException e) {
            throw new CommandException(
                    "--from: " + from + " (expected: a redis-server for this machine, or an archive with one): "
                            + e.getMessage(),
                    e);
        }
    }
}
