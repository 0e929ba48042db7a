package io.weir.wsconfig.failure;

import org.jspecify.annotations.Nullable;

/** wsconfig cannot go on. Its message is all that the user sees: what was given and what was expected, one line for each problem. */
public class WsconfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isUsage;

    /** It was tried and failed. */
    public WsconfigException(String message) {
        this(message, false, null);
    }

    /** It was tried and failed, with the cause for {@code WEIR_DEBUG=1}. */
    public WsconfigException(String message, Throwable cause) {
        this(message, false, cause);
    }

    private WsconfigException(String message, boolean isUsage, @Nullable Throwable cause) {
        super(message, cause);
        this.isUsage = isUsage;
    }

    /** It was called wrongly; nothing was tried. */
    public static WsconfigException usage(String message) {
        return new WsconfigException(message, true, null);
    }

    /** Whether it was called wrongly. */
    public boolean isUsage() {
        return isUsage;
    }
}
