package io.weir.addons;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a machine may lack for a test. */
final class LeftOut {
    private LeftOut() {}

    /**
     * Leaves the test out where something is not there, with a printed line; in CI it fails then.
     *
     * @param what what is not there, without an article
     */
    static void unless(boolean isThere, String what) {
        if (isThere) {
            return;
        }
        if (System.getenv("CI") != null) {
            throw new IllegalStateException("there is no " + what + " (expected in CI)");
        }
        System.err.println("Left out, because there is no " + what);
        assumeTrue(false, what);
    }
}
