package io.weir.addons.datastore;

import io.weir.addons.install.FileFailures;
import io.weir.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where everything of a Data Store lies: programs and the password in its folder, what belongs to one server in the same folder, or with
 * a cluster in {@code 1}, {@code 2} and so on. Immutable.
 *
 * @param dir the add-on's folder
 */
record DatastoreFiles(Path dir, DatastoreSettings settings) {

    /**
     * The files of one server.
     *
     * @param folder what all of it lies in
     * @param port where it listens
     */
    record Member(Path folder, int port) {

        Path conf() {
            return folder.resolve("conf");
        }

        Path config() {
            return conf().resolve("redis.conf");
        }

        Path data() {
            return folder.resolve("data");
        }

        Path logs() {
            return folder.resolve("logs");
        }

        Path log() {
            return logs().resolve("redis.log");
        }

        Path run() {
            return folder.resolve("run");
        }

        Path pid() {
            return run().resolve("redis.pid");
        }

        /** Which server wrote the data: an older one would not find a newer one's, and begin with none. */
        Path writer() {
            return writer(folder);
        }

        /** The same of the server in a folder. */
        static Path writer(Path folder) {
            return folder.resolve("data").resolve("written-by");
        }
    }

    List<Member> members() {
        return IntStream.range(0, settings.ports().size())
                .mapToObj(i -> new Member(
                        settings.isCluster() ? dir.resolve(String.valueOf(i + 1)) : dir,
                        settings.ports().get(i)))
                .toList();
    }

    Path bin() {
        return dir.resolve("bin");
    }

    Path program(boolean isWindows) {
        return bin().resolve(isWindows ? "redis-server.exe" : "redis-server");
    }

    Path conf() {
        return dir.resolve("conf");
    }

    Path password() {
        return conf().resolve("password");
    }

    /** The password; none where there is none. */
    Secret readPassword() {
        try {
            return Files.exists(password())
                    ? Secret.of(Files.readString(password()).strip())
                    : Secret.NONE;
        } catch (IOException e) {
            throw FileFailures.of(password(), e);
        }
    }
}
