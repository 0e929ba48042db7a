package io.weir.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Programs that a test needs and that Maven cannot bring. */
final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");

    private Programs() {}

    /** Where a program is; without it the test is left out, with a printed line, but not in CI. */
    static Path require(String name) {
        Optional<Path> found = FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && System.getenv("CI") == null) {
            LOG.warn("Left out, because {} is not there", name);
            assumeTrue(false, name + " is not there");
        }
        return found.orElseThrow(() -> new IllegalStateException(name + " is not there (expected in CI: installed)"));
    }
}
