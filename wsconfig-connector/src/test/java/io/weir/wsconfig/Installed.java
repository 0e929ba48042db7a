package io.weir.wsconfig;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and that a developer's machine may lack. */
final class Installed {
    private Installed() {}

    /** Leaves the test out where one of these files is missing, and says so; where {@code CI} is set, the test fails. */
    static void require(String what, String... files) {
        for (String file : files) {
            if (!Files.exists(Path.of(file))) {
                String message = "left out: " + what + " is not installed (expected: " + file + ")";
                if (System.getenv("CI") != null) {
                    fail(message);
                }
                System.out.println(message);
                Assumptions.abort(message);
            }
        }
    }
}
