package io.weir.wsconfig.text;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secret that nodes ask of AJP connections. It shows itself only where it is written. Immutable. */
public final class Secret {
    /** mod_jk ends a value at {@code #} or blank space and replaces {@code $(NAME)}; the protocol's length field allows more. */
    private static final Pattern WRITABLE = Pattern.compile("[\\x21-\\x7e&&[^#]]{1,1024}");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Reads {@code data/ajp-secret} of a node, or a copy of it. */
    public static Secret read(Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new WsconfigException(
                    file + ": cannot be read (expected: a copy of a node's data/ajp-secret, by -secret-file)", e);
        }
        if (!WRITABLE.matcher(text).matches() || text.contains("$(")) {
            throw new WsconfigException(
                    file + ": holds no secret that mod_jk can read (expected: one line of up to 1024 visible"
                            + " ASCII characters without # and $()");
        }
        return new Secret(text);
    }

    /** The clear text, for the file that needs it. */
    String reveal() {
        return value;
    }

    /** This text without the secret, for messages that quote somebody else's words. */
    public String maskIn(String text) {
        return text.replace(value, "***");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
