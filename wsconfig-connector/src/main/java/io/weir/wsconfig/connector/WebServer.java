package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.Arrays;

/** The web servers that can be connected. */
public enum WebServer {
    APACHE("Apache"),
    IIS("IIS");

    private final String title;

    WebServer(String title) {
        this.title = title;
    }

    /** How a user writes it. */
    public String title() {
        return title;
    }

    /** The one that a user means, in whichever case. */
    public static WebServer of(String text) {
        return Arrays.stream(values())
                .filter(server -> server.title.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> WsconfigException.usage("-ws: " + text + " (expected: Apache or IIS)"));
    }
}
