package io.weir.cli;

/** What a command ends with, for scripts. */
public final class ExitCodes {
    public static final int OK = 0;
    /** It was tried and failed. */
    public static final int FAILURE = 1;
    /** It was called wrongly; nothing was tried. */
    public static final int USAGE = 2;
    /** {@code status}: some part is degraded. */
    public static final int DEGRADED = 3;
    /** {@code diff}: the files and the cluster differ. */
    public static final int DIFFERENT = 4;

    private ExitCodes() {}
}
